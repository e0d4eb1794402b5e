import { linkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readJsonFile, writeJsonFile } from '../home/files';
import { folderIn } from '../home/home-folder';
import { LaunchError, systemCodeOf } from '../terminal/launch-error';
import { identify, isRunning, processIdentity } from './process-identity';

/**
 * Reserves a home for this process until `release`, so that two launchers never stop each other's servers. Calling it
 * again in the same process is harmless.
 *
 * @throws LaunchError when another launcher that still runs holds the home.
 */
export const lockHome = (home: string): { release: () => void } => {
  const file = path.join(folderIn(home), 'launcher.pid');
  const me = identify(process.pid);
  const draft = `${file}.${process.pid}`;
  writeJsonFile(draft, me);
  try {
    while (!linked(draft, file)) {
      const holder = readJsonFile(file, processIdentity);
      if (holder?.pid === process.pid && isRunning(holder)) return { release: () => undefined };
      if (holder && isRunning(holder)) {
        throw new LaunchError(
          `Portaria already runs on ${home} (process ${holder.pid}): stop it with Ctrl-C or \`kill ${holder.pid}\`, or set PORTARIA_HOME to another folder.`,
        );
      }
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return { release: () => rmSync(file, { force: true }) };
};

/** A hard link either appears whole or fails because the name is taken: the kernel decides who was first. */
const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
};
