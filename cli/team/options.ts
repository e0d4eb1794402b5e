import { parseArgs } from 'node:util';

export type TeamOptions = { action: 'help' } | { action: 'password'; email: string; generate: boolean };

export const HELP = `npm run team -- password <address> [--generate]

The people who may sign in to the dashboard.

  password   sets a new password and ends every session of that person. It is asked for twice, without being shown;
             from a pipe, its first line is taken; --generate draws one and prints it, once
  --help     this text

A password has 8 to 128 characters and is none that many people use. Each change is in the audit log, as done by "operator". It finds the servers of a
running \`npm start\` by itself (PORTARIA_HOME where that is set), or takes their addresses from the environment
(.env.example).

Exit code 0: done. 1: it could not be done, and why is said. 2: the command was not understood, or no servers are known.
`;

export class UsageError extends Error {}

/** Reads the command line. Throws `UsageError` with one plain sentence. */
export const readOptions = (args: string[]): TeamOptions => {
  const { values, positionals } = parse(args);
  const [action, email, ...more] = positionals;
  if (values.help || action === undefined) return { action: 'help' };
  if (action !== 'password') throw new UsageError(`There is no "${action}"; it is password.`);
  if (email === undefined || more.length > 0) throw new UsageError('password takes one e-mail address.');
  return { action, email, generate: values.generate };
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { generate: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
