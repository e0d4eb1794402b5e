import type { Logger } from '@/src/infrastructure/logging/logger';
import type { StoreHealth } from '@/src/infrastructure/retry/store-health';
import { HealthServer } from './health-server';

/** Something that runs inside a worker. `start` rejects if it cannot; `stop` finishes what was begun. */
export type Resource = { name: string; start(): Promise<void>; stop(): Promise<void> };

/** A resource that is ready once it was made and only has to be closed. */
export const closing = (name: string, close: () => Promise<unknown> | void): Resource => ({
  name,
  start: async () => {},
  stop: async () => void (await close()),
});

type Options = {
  logger: Logger;
  health: StoreHealth;
  /** Where it answers /livez and /readyz. */
  healthAt: { host: string; port: number };
  stopTimeoutMs: number;
  /** Started in this order, stopped in the reverse one. */
  resources: readonly Resource[];
  /** Hears the first fatal error of any resource. */
  fatal: FatalSignal;
};

/** Lets a resource say that it is beyond repair, before anybody listens and after. */
export class FatalSignal {
  #tell: (error: Error) => void = () => {};
  readonly raised = new Promise<Error>((resolve) => (this.#tell = resolve));
  readonly raise = (error: Error): void => this.#tell(error);
}

/** Why a worker ends: it was told to, or something in it failed for good. */
type End = { signal: NodeJS.Signals } | { error: Error };

/**
 * Runs a worker until SIGTERM or SIGINT (exit code 0) or until something in it fails for good (exit code 1): a process
 * that lives on while consuming nothing would look healthy to everybody. Its supervisor starts the next one.
 */
export const runWorker = async (options: Options): Promise<never> => {
  const { logger, healthAt, health, fatal } = options;
  const healthServer = new HealthServer(healthAt, health);
  const started: Resource[] = [];
  const ended = Promise.race([nextSignal(), fatal.raised.then((error) => ({ error }))]);
  try {
    await healthServer.start();
    if (!(await startInOrder(started, ended, options))) {
      healthServer.ready = true;
      logger.info('started');
    }
  } catch (error) {
    fatal.raise(error as Error);
  }

  const end = await ended;
  if ('error' in end) logger.fatal({ err: end.error }, 'failed for good');
  else logger.info({ signal: end.signal }, 'stopping');
  healthServer.ready = false;
  const clean = await stopInReverse(started, options);
  await healthServer.stop();
  return process.exit('error' in end || !clean ? 1 : 0);
};

const nextSignal = (): Promise<{ signal: NodeJS.Signals }> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve({ signal }));
  });

/** Starts the resources; answers the end that came before all of them had, after which none is started any more. */
const startInOrder = async (
  started: Resource[],
  ended: Promise<End>,
  { resources }: Options,
): Promise<End | undefined> => {
  for (const resource of resources) {
    started.push(resource);
    const end = await Promise.race([resource.start(), ended]);
    if (end) return end;
  }
  return undefined;
};

/** Answers whether everything stopped within the deadline. */
const stopInReverse = async (
  started: readonly Resource[],
  { logger, stopTimeoutMs }: Options,
): Promise<boolean> => {
  const deadline = new Promise<false>((resolve) => setTimeout(() => resolve(false), stopTimeoutMs).unref());
  const stopAll = async (): Promise<boolean> => {
    let clean = true;
    for (const resource of [...started].reverse()) {
      try {
        await resource.stop();
      } catch (error) {
        clean = false;
        logger.error({ err: error, resource: resource.name }, 'did not stop cleanly');
      }
    }
    return clean;
  };
  const clean = await Promise.race([stopAll(), deadline]);
  logger.info({ clean }, 'stopped');
  return clean;
};
