import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

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
