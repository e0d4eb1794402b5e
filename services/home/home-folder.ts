import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** The folder of the repository. */
export const REPOSITORY_ROOT = path.resolve(import.meta.dirname, '..', '..');

/** What npm fetched or we built from the sources in services/, shared by all homes. */
export const CACHE_FOLDER = path.join(REPOSITORY_ROOT, 'node_modules', '.cache', 'portaria');

/** The home (data, logs, secrets, ports) as an absolute path: the given one, else `.portaria` in the repository. */
export const homeFolder = (given?: string): string => path.resolve(REPOSITORY_ROOT, given ?? '.portaria');

/** A folder inside the home, created where it is missing; only its owner may look inside. */
export const folderIn = (home: string, ...names: string[]): string => {
  const folder = path.join(home, ...names);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};
