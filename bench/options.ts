import { parseArgs } from 'node:util';
import { positiveNumber } from '@/tests/harness/options';

export type BenchOptions =
  | { command: 'run'; isQuick: boolean; only: string[]; soakMinutes?: number }
  | { command: 'seed'; pending: number; decided: number; home?: string }
  | { command: 'report' }
  | { command: 'help' };

export const HELP = `npm run bench -- [options]            measures Portaria against the same work without it
npm run bench -- seed <n> [options]   fills the stores of a Portaria that does not run
npm run bench -- report               writes the tables and charts of docs/performance.md from bench/results.json

What it starts (five servers, Portaria, what it is compared with) listens on 127.0.0.1, in a home of its own
(.portaria-bench); Ctrl-C stops all of it. A measure counts only if the invariants hold afterwards.

  (no options)        everything but the long run, three repeats, into bench/results.json: an hour and a half, on a
                      machine that does nothing else
  --quick             a few rows in two minutes, into .portaria-bench/results.json
  --only <measure>    one measure, or several with commas; the rest of the results stays as it is
                      (NAMES)
  --soak <minutes>    the long run at 70 % of the peak, for so long

  seed <n>            n registrations that wait for a reviewer, with everything that belongs to them in all stores
    --decided <n>     so many more that are decided already             (default: a tenth)
    --home <folder>   whose stores                                      (default: PORTARIA_HOME, or .portaria)
`;

/** Reads the command line. Throws an Error with one plain sentence where it cannot be read. */
export const readOptions = (args: string[], measures: readonly string[]): BenchOptions => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      soak: { type: 'string' },
      decided: { type: 'string' },
      home: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { command: 'help' };
  const [command = 'run', count, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`Nobody knows what ${rest.join(' ')} means here; see --help.`);
  switch (command) {
    case 'run':
      return readRun(values, measures);
    case 'report':
      return { command };
    case 'seed':
      return readSeed({ ...values, count });
    default:
      throw new Error(`There is no command ${command}; see --help.`);
  }
};

type RunValues = { quick: boolean; only?: string; soak?: string };

const readRun = ({ quick, only, soak }: RunValues, measures: readonly string[]): BenchOptions => {
  const named = soak === undefined ? (only?.split(',') ?? []) : ['soak'];
  const unknown = named.find((name) => !measures.includes(name));
  if (unknown) throw new Error(`There is no measure ${unknown}; there are: ${measures.join(', ')}.`);
  const soakMinutes = soak === undefined ? undefined : positiveNumber('soak', soak);
  return { command: 'run', isQuick: quick, only: named, soakMinutes };
};

type SeedValues = { count?: string; decided?: string; home?: string };

const readSeed = ({ count = '', decided, home }: SeedValues): BenchOptions => {
  if (!/^[1-9]\d*$/.test(count)) throw new Error('seed takes how many shall wait: seed 10000');
  const pending = Number(count);
  const atLeastNone = decided === '0' ? 0 : undefined;
  return {
    command: 'seed',
    pending,
    decided:
      atLeastNone ??
      (decided === undefined
        ? Math.ceil(pending / 10)
        : positiveNumber('decided', decided, Number.isInteger)),
    home,
  };
};
