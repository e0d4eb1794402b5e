import { z } from 'zod';

/** The steps between two writes at which a test may end the process. */
const FAILPOINTS = [
  'after-produce',
  'after-mq-commit',
  'after-es-bulk',
  'before-offset-commit',
  'after-redis-script',
  'before-ack',
  'after-postgres-commit',
  'before-redis-removal',
  'after-outbox-publish',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

/** What a process killed by SIGKILL is reported with. */
const EXIT_CODE = 137;

const ARMED = Symbol.for('portaria.failpoint');
const holder = globalThis as { [ARMED]?: Failpoint };

/** Marks a step. It ends the process, with nothing flushed and nobody told, if a test asked for that. */
export const failpoint = (name: Failpoint): void => {
  if (holder[ARMED] === name) process.exit(EXIT_CODE);
};

/** The variables behind failpoints, a part of the environment of each process that runs on. */
export const failpointEnv = z.object({
  NODE_ENV: z.string().optional(),
  /** For tests: the step at which the process ends itself. */
  PORTARIA_FAIL_AT: z.enum(FAILPOINTS).optional(),
});

/** Arms the failpoint that a test asked for. Throws in production mode, where there must be none. */
export const armRequestedFailpoint = ({ NODE_ENV, PORTARIA_FAIL_AT }: z.infer<typeof failpointEnv>): void => {
  if (PORTARIA_FAIL_AT && NODE_ENV === 'production') {
    throw new Error('PORTARIA_FAIL_AT is for tests and is refused in production mode.');
  }
  holder[ARMED] = PORTARIA_FAIL_AT;
};
