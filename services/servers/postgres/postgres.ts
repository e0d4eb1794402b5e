import { existsSync } from 'node:fs';
import path from 'node:path';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { checkPostgres } from '../liveness-checks';
import { serverProgram, type ServerSetting } from '../server-program';
import { initialise } from './initialise';
import { postgresPrograms, type PostgresPrograms } from './programs';

export const POSTGRES_DATABASE = 'portaria';

/** Postgres from the platform's npm package, on the loopback address, with a password. */
export const postgresProgram = (setting: ServerSetting): Program => {
  const { folder, ports, secrets } = setting;
  const data = path.join(folder, 'data');
  const port = portOf(ports, 'postgres');

  const prepare: Program['prepare'] = async (signal) => {
    const programs = await postgresPrograms();
    if (!existsSync(path.join(data, 'PG_VERSION'))) {
      await initialise({ programs, data, login: secrets.postgres, database: POSTGRES_DATABASE, signal });
    }
    return programs.command('postgres', serverArguments(data, port), data);
  };

  return serverProgram(setting, {
    title: 'Postgres',
    prepare,
    probe: () => checkPostgres(port, { ...secrets.postgres, database: POSTGRES_DATABASE }),
    // SIGINT is Postgres's fast stop; SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    // After kill -9 the sessions of the old server need a moment to notice that it is gone.
    transientFailure: /pre-existing shared memory block|lock file "postmaster.pid" already exists/,
  });
};

const serverArguments = (data: string, port: number): Parameters<PostgresPrograms['command']>[1] => {
  const settings = {
    unix_socket_directories: '',
    max_connections: '100',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...flags];
};
