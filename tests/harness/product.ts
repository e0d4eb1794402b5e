import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CommandOutcome, runToEnd } from '@/services/processes/spawn';
import type { ServicesFile } from '@/services/servers/services-in-use';

/** Path of the services.json of the servers under test. */
export const servicesPath = (): string => {
  const path = process.env.PORTARIA_TEST_SERVICES;
  if (!path) throw new Error('PORTARIA_TEST_SERVICES is not set: run "npm test".');
  return path;
};

/** The folder with the data, the logs and the first admin of the product under test. */
export const productHome = (): string => dirname(servicesPath());

/** Read afresh each time, because pids and ports change when something is started again. */
export const readServices = (): ServicesFile =>
  JSON.parse(readFileSync(servicesPath(), 'utf8')) as ServicesFile;

/** Address of the product under test, without a slash at its end. */
export const productUrl = (): string => {
  const url = readServices().web?.url;
  if (!url) throw new Error('services.json names no address of the product.');
  return url.replace(/\/$/, '');
};

const COMMAND_FILES = {
  'dead-letters': 'cli/dead-letters/main.ts',
  rebuild: 'cli/rebuild.ts',
  reconcile: 'cli/reconcile.ts',
  team: 'cli/team/main.ts',
} as const;
type ScriptName = keyof typeof COMMAND_FILES;

/** Runs what `npm run <name> -- <args>` runs, as a process of its own, on the stores of the product under test. */
export const runScript = (name: ScriptName, ...args: string[]): Promise<CommandOutcome> =>
  runScriptIn(productHome(), name, ...args);

/** The same on the stores of another home. */
export const runScriptIn = (home: string, name: ScriptName, ...args: string[]): Promise<CommandOutcome> =>
  runToEnd({
    file: process.execPath,
    args: ['services/bootstrap.mjs', COMMAND_FILES[name], ...args],
    cwd: process.cwd(),
    env: { ...process.env, PORTARIA_HOME: home },
  });
