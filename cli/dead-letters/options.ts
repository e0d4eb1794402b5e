import { parseArgs } from 'node:util';

export type DeadLettersOptions =
  | { action: 'help' }
  | { action: 'list'; json: boolean }
  /** Without an id: all of them. */
  | { action: 'redrive' | 'discard'; id?: string };

export const HELP = `npm run dead-letters -- list [--json]
npm run dead-letters -- redrive <id> | --all
npm run dead-letters -- discard <id> | --all --yes

The messages that could not be processed, from both brokers.

  list      shows them, oldest first; --json prints what GET /api/review/dead-letters answers, originals included
  redrive   sends the original back to where it came from, as a new message; at most three times over
  discard   takes it off the list for good; --all needs --yes, because nothing brings them back
  --help    this text

Each redrive and each discard is in the audit log, as done by "operator". It finds the servers of a running \`npm start\`
by itself (PORTARIA_HOME where that is set), or takes their addresses from the environment (.env.example).

Exit code 0: done. 1: something could not be done, and why is said. 2: the command was not understood, or no servers
are known.
`;

export class UsageError extends Error {}

/** Reads the command line. Throws `UsageError` with one plain sentence. */
export const readOptions = (args: string[]): DeadLettersOptions => {
  const { values, positionals } = parse(args);
  const [action, id, ...more] = positionals;
  if (values.help || action === undefined) return { action: 'help' };
  if (action === 'list') {
    if (id !== undefined || values.all || values.yes)
      throw new UsageError('list takes --json and nothing else.');
    return { action, json: values.json };
  }
  if (action !== 'redrive' && action !== 'discard')
    throw new UsageError(`There is no "${action}"; it is list, redrive or discard.`);
  if (more.length > 0 || values.json || (id === undefined) !== values.all)
    throw new UsageError(`${action} takes either one id, as list shows it, or --all.`);
  if (action === 'discard' && values.all && !values.yes)
    throw new UsageError(
      'discard --all takes every dead letter off the list for good. Say --yes as well if you mean it.',
    );
  return { action, id };
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
