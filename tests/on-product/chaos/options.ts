import { parseArgs } from 'node:util';
import { homeFolder } from '@/services/home/home-folder';
import { positiveNumber } from '../../harness/options';

export type ChaosOptions = {
  minutes: number;
  seed: number;
  /** Sign-ups a second; measured where it is not given. */
  rate: number | undefined;
  /** A folder of its own, which is emptied. */
  home: string;
  without: string | undefined;
  producer: boolean;
};

export const HELP = `npm run chaos -- [options]

Runs the whole system (2 web, 2 orchestrator, 2 mq-consumer processes, five servers) under load, while processes and
servers are killed, paused, cut off and made to refuse, and then checks I1 to I9 of docs/architecture.md in all five
stores. Everything listens on 127.0.0.1, in a home of its own; Ctrl-C stops all of it.

  --minutes <n>      how long faults go on                     (default 10)
  --seed <n>         which faults, people and decisions        (default 1)
  --rate <n>         sign-ups a second                         (default: half of what is measured, at most 40)
  --home <folder>    data and logs, emptied at the start       (default .portaria-chaos)
  --without <guard>  proves the proof: takes one guard out of the product and expects a violation;
                     "all" does so for each guard, "help" lists them
  --producer         counts what kafkajs producers lose while the broker is killed, paused and cut off
  --help             this text

The exit code is 0 when every invariant holds (with --without: when the expected one is broken), else 1.
`;

/** Reads the command line; undefined when help was asked for. Throws an Error with one plain sentence otherwise. */
export const readOptions = (args: string[]): ChaosOptions | undefined => {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      rate: { type: 'string' },
      home: { type: 'string', default: '.portaria-chaos' },
      without: { type: 'string' },
      producer: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    minutes: positiveNumber('minutes', values.minutes),
    seed: positiveNumber('seed', values.seed),
    rate: values.rate === undefined ? undefined : positiveNumber('rate', values.rate),
    home: homeFolder(values.home),
    without: values.without,
    producer: values.producer,
  };
};
