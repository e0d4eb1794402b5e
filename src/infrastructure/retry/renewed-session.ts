import { setTimeout as sleep } from 'node:timers/promises';
import type { PortName } from '@/src/application/ports/retry';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import type { Logger } from '../logging/logger';
import { waitMsAfter } from './retry';
import type { ComponentHealth } from './store-health';

/** A start waits so long for a store, and goes on without it then. */
const WORKING_WITHIN_MS = 3_000;

/** The next session does not wait any longer for the goodbye of one that has ended. */
const GOODBYE_MS = 10_000;

/** A client of a store at work. It begins by itself; that it could not begin is an end as well. */
export type Session = {
  /** Resolves with the reason as soon as it does not work any more. */
  ended: Promise<unknown>;
  /** Finishes what is at hand and lets go of the store; may be called at any moment. */
  close(): Promise<void>;
};

type Options = {
  /** Opens the next one; it calls `works` each time that the store has answered it. */
  open: (works: () => void) => Session;
  /** What the session works on. */
  port: PortName;
  health: ComponentHealth;
  logger: Logger;
};

/**
 * Something that works on a store for as long as its process lives: whatever ends its session, another one is opened,
 * with back-off, and the health names the store until that one works. An outage thus never ends the process, be it at its
 * start or later.
 */
export class RenewedSession {
  #stop = (): void => undefined;
  readonly #stopped = new Promise<'stopped'>((resolve) => (this.#stop = () => resolve('stopped')));
  #running: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(private readonly options: Options) {}

  /** Resolves as soon as the first session works, or has ended, or after three seconds. */
  async start(): Promise<void> {
    const { health, port } = this.options;
    health.failed(port, new StoreUnavailable('not connected yet'));
    const settled = new Promise<void>((resolve) => (this.#running = this.#keepOpen(resolve)));
    await Promise.race([settled, this.#stopped, sleep(WORKING_WITHIN_MS, undefined, { ref: false })]);
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.#running;
  }

  async #keepOpen(settled: () => void): Promise<void> {
    for (;;) {
      const { session, end } = await this.#oneSession(settled);
      settled();
      if (end === 'stopped') return session.close();
      await Promise.race([session.close().catch(() => undefined), sleep(GOODBYE_MS), this.#stopped]);
      const wait = sleep(waitMsAfter(this.#failures));
      this.#failures += 1;
      if ((await Promise.race([wait, this.#stopped])) === 'stopped') return;
    }
  }

  /** Opens one and waits for its end. */
  async #oneSession(settled: () => void): Promise<{ session: Session; end: unknown }> {
    const { open, port, health, logger } = this.options;
    let over = false;
    const session = open(() => {
      if (over) return;
      this.#failures = 0;
      health.recovered(port);
      settled();
    });
    const end = await Promise.race([this.#stopped, session.ended]);
    over = true;
    if (end !== 'stopped') {
      const { component, store } = health.failed(port, end);
      logger.warn({ component, store, err: end }, 'the session with the store ended, opening another one');
    }
    return { session, end };
  }
}
