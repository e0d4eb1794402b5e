/** The steps between two writes at which a test may end the process. */
export const FAILPOINTS = [
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

/** Makes this process end at the given step; for tests only, which the composition roots see to. */
export const armFailpoint = (name: Failpoint | undefined): void => {
  holder[ARMED] = name;
};

/** Marks a step. It ends the process, with nothing flushed and nobody told, if a test asked for that. */
export const failpoint = (name: Failpoint): void => {
  if (holder[ARMED] === name) process.exit(EXIT_CODE);
};
