import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger';
import { NotificationListener } from './notification-listener';

type Options = { databaseUrl: string; channel: string; logger: Logger };

/** While it cannot be heard, whoever waits looks by himself. */
const LISTEN_AGAIN_MS = 5_000;

/** Wakes whoever waits as soon as Postgres notifies the channel; best effort. */
export class OutboxBell {
  readonly #listener: NotificationListener;
  readonly #stopped = new AbortController();
  readonly #waiting = new Set<() => void>();
  #rung = 0;

  constructor(options: Options) {
    const ring = (): void => this.#ring();
    const heard = { onListening: ring, onNotification: ring };
    this.#listener = new NotificationListener({ ...options, ...heard, listenAgainMs: LISTEN_AGAIN_MS });
  }

  /** How often it rang; taken before a look, so that a ring during the look is not missed. */
  get rung(): number {
    return this.#rung;
  }

  start(): void {
    this.#listener.start();
  }

  stop(): void {
    this.#stopped.abort();
    this.#listener.stop();
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
}
