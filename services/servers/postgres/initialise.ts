import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, runToEnd } from '../../processes/spawn';
import { LaunchError } from '../../terminal/launch-error';
import { causeLines } from '../../terminal/log-file';
import type { PostgresPrograms } from './programs';

type NewCluster = {
  programs: PostgresPrograms;
  data: string;
  login: { user: string; password: string };
  database: string;
  signal: AbortSignal;
};

/**
 * Makes the data folder with one user and one database. It is made under another name and renamed at the end, so an
 * interrupted attempt is simply done again.
 */
export const initialise = async ({ programs, data, login, database, signal }: NewCluster): Promise<void> => {
  const draft = `${data}.draft`;
  const passwordFile = path.join(draft, 'password');
  const cluster = path.join(draft, 'cluster');
  rmSync(draft, { recursive: true, force: true });
  for (const folder of [draft, cluster]) mkdirSync(folder, { mode: 0o700 });
  writeFileSync(passwordFile, `${login.password}\n`, { mode: 0o600 });
  if (programs.owner) {
    for (const entry of [draft, cluster, passwordFile])
      chownSync(entry, programs.owner.uid, programs.owner.gid);
  }

  const encoding = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['-U', login.user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  await run(programs.command('initdb', ['-D', cluster, ...access, ...encoding], draft), { signal });
  const single = programs.command('postgres', ['--single', '-D', cluster, 'postgres'], draft);
  await run(single, { signal, input: `CREATE DATABASE ${database} OWNER ${login.user}\n` });

  renameSync(cluster, data);
  rmSync(draft, { recursive: true, force: true });
};

const run = async (command: Command, options: { signal: AbortSignal; input?: string }): Promise<void> => {
  const { exitCode, stdout, stderr } = await runToEnd(command, options);
  if (exitCode === 0) return;
  throw new LaunchError(`Postgres could not make its data folder: ${causeLines(stderr || stdout).join(' ')}`);
};
