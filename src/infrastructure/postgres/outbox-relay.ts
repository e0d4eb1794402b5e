import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import type { PortName } from '@/src/application/ports/retry';
import type { Decision } from '@/src/domain/decision';
import type { Logger } from '../logging/logger';
import type { ComponentHealth } from '../retry/store-health';
import { DECISION_COLUMNS, type DecisionRow, fromRow } from './decision-row';
import { inTransaction } from './in-transaction';
import { type Effect, EFFECTS, OUTBOX_CHANNEL, PUBLISH, TAKE_OFF_LIST } from './outbox';
import { OutboxBell } from './outbox-bell';
import { StrictClient } from './strict-client';
import { workWhenRung } from './work-when-rung';

const BATCH_SIZE = 500;
const LOOK_EVERY_MS = 5_000;
/** How long an effect that is under way may still take when the process is told to stop. */
const FINISH_WITHIN_MS = 1_000;
const STOP_WITHIN_MS = 3_000;

type Perform = (decisions: readonly Decision[]) => Promise<unknown>;

type Options = {
  databaseUrl: string;
  /** Resolves once all of them are acknowledged by the log. Safe to repeat. */
  publish: Perform;
  /** Takes them off the pending list, should the web not have come to it. Safe to repeat. */
  takeOffList: Perform;
  logger: Logger;
  health: ComponentHealth;
};

type Work = { effect: Effect; port: PortName; perform: Perform };

/**
 * Does what decisions owe: each goes to its log and its entry off the pending list, in batches, tried again until it
 * succeeded. The two go on side by side, so that neither waits for the store of the other. Rows are locked while they
 * are worked on, so that several processes share them, and those of one that dies are free at once; what it had begun
 * is then done twice, which is harmless.
 */
export class OutboxRelay {
  readonly name = 'outbox';
  readonly #pool: Pool;
  readonly #bell: OutboxBell;
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: Options) {
    const { databaseUrl, logger } = options;
    this.#pool = connectOutboxPool(databaseUrl);
    this.#pool.on('error', (error) => logger.debug({ err: error }, 'a connection of the outbox was lost'));
    this.#bell = new OutboxBell({ databaseUrl, channel: OUTBOX_CHANNEL, logger });
  }

  /** It begins whether Postgres answers or not. */
  async start(): Promise<void> {
    this.#bell.start();
    const { publish, takeOffList } = this.options;
    this.#running = Promise.all([
      this.#keepWorking({ effect: PUBLISH, port: 'decision-log', perform: publish }),
      this.#keepWorking({ effect: TAKE_OFF_LIST, port: 'pending', perform: takeOffList }),
    ]);
  }

  /** Finishes the batch at hand; what waits for a store is left for the next process. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#bell.stop();
    const stopped = this.#running.then(() => this.#pool.end());
    // A Postgres that hangs says goodbye to nobody; it lets go of the rows when the connections are gone.
    await Promise.race([stopped, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  #keepWorking(work: Work): Promise<void> {
    const { health, logger } = this.options;
    return workWhenRung({
      bell: this.#bell,
      signal: this.#stop.signal,
      lookEveryMs: LOOK_EVERY_MS,
      work: async () => {
        const done = await this.#workOnBatch(work);
        health.recovered('outbox');
        return done === BATCH_SIZE;
      },
      onFailed: (error, failures) => {
        const { store } = health.failed(error instanceof NotPerformed ? work.port : 'outbox', error);
        if (failures === 0) logger.warn({ err: error, store, effect: work.effect }, 'the outbox waits');
      },
    });
  }

  /** Answers how many rows were done. */
  async #workOnBatch({ effect, port, perform }: Work): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<DecisionRow & { outboxId: string }>(OWED, [effect, BATCH_SIZE]);
      const { health } = this.options;
      if (rows.length > 0) {
        health.waiting(port);
        await this.#perform(perform, rows.map(fromRow));
        await client.query('DELETE FROM outbox WHERE id = ANY ($1::bigint[])', [
          rows.map((row) => row.outboxId),
        ]);
      }
      // Also where another process has done what this one could not.
      health.recovered(port);
      health.progressed(port);
      return rows.length;
    });
  }

  async #perform(perform: Perform, decisions: readonly Decision[]): Promise<void> {
    try {
      await this.#orGiveUp(perform(decisions));
    } catch (cause) {
      throw new NotPerformed(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }

  /** Rejects a moment after the stop, whatever the work does. */
  #orGiveUp(work: Promise<unknown>): Promise<unknown> {
    const { signal } = this.#stop;
    return new Promise((resolve, reject) => {
      const giveUp = () => setTimeout(() => reject(new Error('the process stops')), FINISH_WITHIN_MS).unref();
      signal.addEventListener('abort', giveUp, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }
}

/** The store of the effect failed, not the outbox. */
class NotPerformed extends Error {
  override name = 'NotPerformed';
}

const OWED = `
  SELECT outbox.id AS "outboxId", ${DECISION_COLUMNS}
  FROM outbox JOIN decisions USING (registration_id)
  WHERE effect = $1 ORDER BY outbox.id LIMIT $2 FOR UPDATE OF outbox SKIP LOCKED`;

/** So many connections for work that holds rows while other stores and servers are asked. */
export const connectOutboxPool = (connectionString: string, connections = EFFECTS.length): Pool =>
  new Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 5_000,
    query_timeout: 6_000,
    Client: StrictClient,
  });
