import { dirname } from 'node:path';
import { runCommand, type CommandResult } from '@/services/command';
import { servicesPath } from './services';

const FILES = {
  'dead-letters': 'cli/dead-letters/main.ts',
  rebuild: 'cli/rebuild.ts',
  reconcile: 'cli/reconcile.ts',
} as const;

/** Runs what `npm run <name> -- <args>` runs, as a process of its own, on the stores of the product under test. */
export const runScript = (name: keyof typeof FILES, ...args: string[]): Promise<CommandResult> =>
  runCommand({
    file: process.execPath,
    args: ['services/bootstrap.mjs', FILES[name], ...args],
    cwd: process.cwd(),
    env: { ...process.env, PORTARIA_HOME: dirname(servicesPath()) },
  });
