import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger';
import { StrictClient } from './strict-client';

type Options = { databaseUrl: string; channel: string; logger: Logger };

/** While it cannot be heard, whoever waits looks by himself. */
const LISTEN_AGAIN_MS = 5_000;

/** Wakes whoever waits as soon as Postgres notifies the channel; best effort, on a connection of its own. */
export class OutboxBell {
  readonly #stopped = new AbortController();
  readonly #waiting = new Set<() => void>();
  #rung = 0;

  constructor(private readonly options: Options) {}

  /** How often it rang; taken before a look, so that a ring during the look is not missed. */
  get rung(): number {
    return this.#rung;
  }

  start(): void {
    void this.#keepListening();
  }

  stop(): void {
    this.#stopped.abort();
    this.#ring();
  }

  /** Waits until it rings again after `since`, at most `mostMs`, or until the stop. */
  async wait(mostMs: number, since: number): Promise<void> {
    if (this.#rung !== since || this.#stopped.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      this.#waiting.add(wake);
    });
  }

  /** Waits so long, whether it rings or not, or until the stop. */
  pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  #ring(): void {
    this.#rung += 1;
    for (const wake of this.#waiting) wake();
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#stopped;
    for (; !signal.aborted; await this.pause(LISTEN_AGAIN_MS)) {
      await this.#listen().catch((error: unknown) => {
        this.options.logger.debug({ err: error }, 'the outbox is looked at without being told');
      });
    }
  }

  /** Until the connection ends, or the stop. */
  async #listen(): Promise<void> {
    const { databaseUrl, channel } = this.options;
    const client = new StrictClient({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
    });
    let finish = (): void => undefined;
    const ended = new Promise<void>((resolve) => (finish = resolve));
    client.on('end', finish).on('error', finish);
    this.#stopped.signal.addEventListener('abort', finish);
    try {
      await client.connect();
      client.on('notification', () => this.#ring());
      await client.query(`LISTEN ${channel}`);
      // What was added before it listened was not heard.
      this.#ring();
      await ended;
    } finally {
      this.#stopped.signal.removeEventListener('abort', finish);
      await client.end().catch(() => undefined);
    }
  }
}
