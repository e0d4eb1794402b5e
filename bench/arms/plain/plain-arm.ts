import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contentHash, readTextFile } from '@/services/home/files';
import { folderIn, REPOSITORY_ROOT } from '@/services/home/home-folder';
import { anyFreePort } from '@/services/ports/free-port';
import { endProcess } from '@/services/processes/process-identity';
import { type Program, startProgram } from '@/services/processes/program';
import { runToEnd, systemEnvironment, toolEnvironment } from '@/services/processes/spawn';
import type { OnStep } from '@/services/terminal/step-reporter';
import { ownDatabase } from '@/tests/harness/stores/own-database';
import type { StoreAddresses } from '@/tests/invariants/store-clients';
import { applicants } from '../../generator/sign-ups';

const FOLDER = path.join('bench', 'arms', 'plain');
const NEXT = path.join(REPOSITORY_ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
const INPUTS = [
  path.join(FOLDER, 'app'),
  path.join(FOLDER, 'next.config.mjs'),
  path.join(FOLDER, 'instrumentation.ts'),
  'prisma/schema.prisma',
  'package-lock.json',
];

export type PlainArm = { pid: number; withHash: string; withoutHash: string; stop: () => Promise<void> };

type Setting = { home: string; addresses: StoreAddresses; onStep: OnStep; signal: AbortSignal };

/** Arms C and D in one Next process in production mode, with a database of its own on the server of the product. */
export const startPlainArm = async ({ home, addresses, onStep, signal }: Setting): Promise<PlainArm> => {
  await buildIfChanged(onStep, signal);
  const database = await ownDatabase({ addresses });
  const port = await anyFreePort();
  const program = programOf({ home, port, databaseUrl: database.url });
  const running = await onStep('Next app of arms C and D', () => startProgram(program, signal));
  const url = `http://127.0.0.1:${port}/api`;
  await openConnections(`${url}/without-hash`);
  return {
    pid: running.identity.pid,
    withHash: `${url}/with-hash`,
    withoutHash: `${url}/without-hash`,
    stop: async () => {
      await endProcess(running.identity, { signal: 'SIGTERM', timeoutMs: 5_000 });
      await database.drop();
    },
  };
};

const buildIfChanged = async (onStep: OnStep, signal: AbortSignal): Promise<void> => {
  const stamp = path.join(REPOSITORY_ROOT, FOLDER, '.next', 'sources.sha256');
  const hash = contentHash(REPOSITORY_ROOT, INPUTS);
  if (readTextFile(stamp) === hash) return;
  await rm(stamp, { force: true });
  await onStep('Building the Next app of arms C and D', async () => {
    const env = { ...toolEnvironment(), NODE_ENV: 'production' };
    const command = { file: process.execPath, args: [NEXT, 'build', FOLDER], cwd: REPOSITORY_ROOT, env };
    const { exitCode, stdout, stderr } = await runToEnd(command, { signal });
    if (exitCode !== 0) throw new Error(`The app of arms C and D does not build:\n${stdout}${stderr}`);
  });
  await writeFile(stamp, hash);
};

const CONNECTIONS = 10;

/**
 * Has the app connect to its database: while all threads hash, the signing in of a new connection would wait behind them,
 * and the arm be slower than it is.
 */
const openConnections = async (url: string): Promise<void> => {
  const nextApplicant = applicants();
  const post = (): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(nextApplicant()),
    });
  const responses = await Promise.all(Array.from({ length: CONNECTIONS }, post));
  const refused = responses.find(({ status }) => status !== 202);
  if (refused) throw new Error(`The app of arms C and D answered ${refused.status}`);
};

type Running = { home: string; port: number; databaseUrl: string };

const programOf = ({ home, port, databaseUrl }: Running): Program => ({
  title: 'Next app of arms C and D',
  pidFile: path.join(folderIn(home, 'run'), 'plain-arm.pid'),
  logFile: path.join(folderIn(home, 'logs'), 'plain-arm.log'),
  ports: { 'plain-arm': port },
  prepare: async () => ({
    file: process.execPath,
    args: [NEXT, 'start', FOLDER, '--port', String(port), '--hostname', '127.0.0.1'],
    cwd: REPOSITORY_ROOT,
    env: { ...systemEnvironment(), NODE_ENV: 'production', BENCH_DATABASE_URL: databaseUrl },
  }),
  // Any answer will do: the app has no pages.
  probe: async () => void (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2_000) })),
  readyTimeoutMs: 60_000,
  stopSignal: 'SIGTERM',
  stopTimeoutMs: 5_000,
});
