import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { systemCodeOf } from '../terminal/launch-error';

/** Writes through a rename, so that a reader sees the old or the new text and never half of one. Mode 0600. */
export const writeJsonFile = (file: string, content: unknown): void => {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
};

/** The content of the file, or undefined where the file is missing, is no JSON or does not fit the schema. */
export const readJsonFile = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
  const text = readTextFile(file);
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The text of the file, or undefined where there is no such file. */
export const readTextFile = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * One SHA-256 (hex) over the names and contents of files and of everything in folders, given relative to `root`.
 * What does not exist counts as absent, so that creating it changes the hash.
 */
export const contentHash = (root: string, entries: string[]): string => {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => filesBelow(root, entry)).sort()) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const filesBelow = (root: string, entry: string): string[] => {
  const stat = statSync(path.join(root, entry), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [entry];
  return readdirSync(path.join(root, entry), { withFileTypes: true })
    .filter((child) => child.isFile() || child.isDirectory())
    .flatMap((child) => filesBelow(root, path.join(entry, child.name)));
};
