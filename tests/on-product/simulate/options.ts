import { parseArgs } from 'node:util';
import { positiveNumber } from '../../harness/options';

export type SimulationOptions = {
  count: number;
  ratePerSecond: number;
  seed: number;
  url: string;
  timeoutSeconds: number;
};

export const HELP = `npm run simulate -- [options]

Sends realistic sign-ups (pt-BR and English) through the public API of a running Portaria and follows
each one by its private status link until it waits for a reviewer. It needs no password.

  --count <n>      how many sign-ups                        (default 200)
  --rate <n>       how many of them per second              (default 20)
  --url <address>  where Portaria runs                      (default http://localhost:3000, or PORT)
  --seed <n>       which people: the same seed, the same names and reasons; addresses differ per run
  --timeout <s>    how long to wait for the last ones       (default 60)
  --help           this text

The exit code is 0 when every sign-up arrived, else 1.
`;

/** Reads the command line; undefined when help was asked for. Throws an Error with one plain sentence otherwise. */
export const readOptions = (args: string[]): SimulationOptions | undefined => {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: 'string', default: '200' },
      rate: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      url: { type: 'string', default: `http://localhost:${process.env.PORT ?? '3000'}` },
      timeout: { type: 'string', default: '60' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (!URL.canParse(values.url))
    throw new Error(`--url ${values.url} is not an address like http://localhost:3000.`);
  return {
    count: positiveNumber('count', values.count, Number.isInteger),
    ratePerSecond: positiveNumber('rate', values.rate),
    seed: positiveNumber('seed', values.seed, Number.isInteger),
    url: values.url.replace(/\/$/, ''),
    timeoutSeconds: positiveNumber('timeout', values.timeout),
  };
};
