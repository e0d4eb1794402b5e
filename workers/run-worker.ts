import type { StoreHealth } from '@/src/infrastructure/health/store-health';
import type { Logger } from '@/src/infrastructure/logging/logger';
import { HealthServer } from './health-server';

/** Something that runs inside a worker. `start` rejects if it cannot; `stop` finishes what was begun. */
export type Resource = { name: string; start(): Promise<void>; stop(): Promise<void> };

type Options = {
  logger: Logger;
  report: StoreHealth;
  healthPort: number;
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

/**
 * Runs a worker until SIGTERM or SIGINT (exit code 0) or until something in it fails for good (exit code 1): a process
 * that lives on while consuming nothing would look healthy to everybody. Its supervisor starts the next one.
 */
export const runWorker = async (options: Options): Promise<never> => {
  const { logger, resources, healthPort, report, fatal } = options;
  const health = new HealthServer(healthPort, report);
  const started: Resource[] = [];
  const stopped = nextSignal();
  const failure = fatal.raised.then((error) => ({ error }));
  try {
    await health.start();
    for (const resource of resources) {
      started.push(resource);
      const first = await Promise.race([resource.start(), stopped, failure]);
      if (first) break;
    }
    health.ready = true;
    logger.info('started');
  } catch (error) {
    fatal.raise(error as Error);
  }

  const end = await Promise.race([stopped, failure]);
  if ('error' in end) logger.fatal({ err: end.error }, 'failed for good');
  else logger.info({ signal: end.signal }, 'stopping');
  health.ready = false;
  const clean = await stopInReverse(started, options);
  await health.stop();
  return process.exit('error' in end || !clean ? 1 : 0);
};

const nextSignal = (): Promise<{ signal: NodeJS.Signals }> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve({ signal }));
  });

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
