import { hostname } from 'node:os';
import type { Heartbeats } from '@/src/application/ports/health';
import type { Logger } from '@/src/infrastructure/logging/logger';
import type { StoreHealth } from '@/src/infrastructure/retry/store-health';
import type { Resource } from './run-worker';

const EVERY_MS = 5_000;

type Options = { heartbeats: Heartbeats; worker: string; health: StoreHealth; logger: Logger };

/** Tells the web that this worker lives and which stores fail it. */
export const heartbeat = ({ heartbeats, worker, health, logger }: Options): Resource => {
  const instance = `${hostname()}:${process.pid}`;
  // A worker goes on while its heartbeat cannot be told: its own work may not need that store at all.
  const beat = () =>
    heartbeats
      .beat(worker, instance, { problems: health.problems })
      .catch((error: unknown) => logger.debug({ err: error }, 'no heartbeat'));
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'heartbeat',
    start: async () => {
      timer = setInterval(() => void beat(), EVERY_MS);
      await beat();
    },
    stop: async () => {
      clearInterval(timer);
      await heartbeats
        .end(worker, instance)
        .catch((error: unknown) => logger.debug({ err: error }, 'no last heartbeat'));
    },
  };
};
