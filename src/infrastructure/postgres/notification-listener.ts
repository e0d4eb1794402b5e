import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger';
import { StrictClient } from './strict-client';

type Options = {
  databaseUrl: string;
  channel: string;
  listenAgainMs: number;
  /** It listens, from now on or again: what was told before was not heard. */
  onListening: () => void;
  onNotification: (payload: string) => void;
  logger: Logger;
};

/**
 * Hears what Postgres notifies on a channel, on a connection of its own, and opens another one where that ends. Best
 * effort: a connection that is cut off silently is noticed within half a minute, and behind a pooler that gives each
 * transaction another connection nothing is heard at all.
 */
export class NotificationListener {
  readonly #stopped = new AbortController();
  #isListening = false;

  constructor(private readonly options: Options) {}

  /** Whether it listens, as far as it knows. */
  get isListening(): boolean {
    return this.#isListening;
  }

  start(): void {
    void this.#keepListening();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#stopped;
    const { channel, listenAgainMs, logger } = this.options;
    while (!signal.aborted) {
      await this.#listen().catch((error: unknown) => {
        logger.debug({ err: error, channel }, 'what Postgres tells is not heard for now');
      });
      await sleep(listenAgainMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until the connection ends, or the stop. */
  async #listen(): Promise<void> {
    const { databaseUrl, channel, onListening, onNotification } = this.options;
    const client = new StrictClient({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
      // Nothing is asked on it, so it is for TCP to find out that nobody is there any more.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    let finish = (): void => undefined;
    const ended = new Promise<void>((resolve) => (finish = resolve));
    client.on('end', finish).on('error', finish);
    this.#stopped.signal.addEventListener('abort', finish);
    try {
      await client.connect();
      client.on('notification', ({ payload = '' }) => onNotification(payload));
      await client.query(`LISTEN ${channel}`);
      this.#isListening = true;
      onListening();
      await ended;
    } finally {
      this.#isListening = false;
      this.#stopped.signal.removeEventListener('abort', finish);
      await client.end().catch(() => undefined);
    }
  }
}
