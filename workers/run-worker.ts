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

/** Resources that do not need each other: each start and each stop is of all of them at once. */
export const atOnce = (...resources: Resource[]): Resource => ({
  name: resources.map(({ name }) => name).join(', '),
  start: async () => void (await Promise.all(resources.map((resource) => resource.start()))),
  stop: async () => {
    const stops = await Promise.allSettled(resources.map((resource) => resource.stop()));
    const failures = stops.flatMap((stop) => (stop.status === 'rejected' ? [stop.reason as unknown] : []));
    if (failures.length > 0) throw failures[0];
  },
});

type Options = {
  logger: Logger;
  health: StoreHealth;
  /** Where it answers /livez and /readyz. */
  healthAt: { host: string; port: number };
  stopTimeoutMs: number;
  /** Started in this order, stopped in the reverse one. */
  resources: readonly Resource[];
};

/** Why a worker ends: it was told to, or it could not start. */
type End = { signal: NodeJS.Signals } | { error: unknown };

/**
 * Runs a worker until SIGTERM or SIGINT (exit code 0), or ends it where it cannot start (exit code 1), as without its port.
 * A store that is away, at whatever moment, is nothing of that kind: its resource comes up by itself, and /readyz names it.
 */
export const runWorker = async (options: Options): Promise<never> => {
  const { logger, healthAt, health } = options;
  const healthServer = new HealthServer(healthAt, health);
  const started: Resource[] = [];
  const signal = nextSignal();
  let end: End | undefined;
  try {
    await healthServer.start();
    end = await startInOrder(started, signal, options);
    healthServer.ready = end === undefined;
    if (healthServer.ready) logger.info('started');
  } catch (error) {
    end = { error };
  }

  end ??= await signal;
  if ('error' in end) logger.fatal({ err: end.error }, 'could not start');
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
  signal: Promise<End>,
  { resources }: Options,
): Promise<End | undefined> => {
  for (const resource of resources) {
    started.push(resource);
    const end = await Promise.race([resource.start(), signal]);
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
