import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import type { z } from 'zod';

import { systemCodeOf } from './launch-error';

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
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
};

/** The text of the file, or undefined where there is no such file. */
export const readTextFile = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (failure) {
    if (systemCodeOf(failure) === 'ENOENT') return undefined;
    throw failure;
  }
};
