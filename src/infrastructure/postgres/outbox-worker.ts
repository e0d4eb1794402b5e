import { EventEmitter } from 'node:events';
import { type JobHelpers, Logger as WorkerLogger, run, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import type { DecisionLog } from '@/src/application/ports/registration-logs';
import type { Retry } from '@/src/application/ports/retry';
import { withTimeout } from '../async/with-timeout';
import type { Logger } from '../logging/logger';
import { RenewedSession, type Session } from '../retry/renewed-session';
import { retryWithBackOff } from '../retry/retry';
import type { ComponentHealth } from '../retry/store-health';
import { MAX_TRIES, type OutboxJob, outboxJob, PUBLISH_DECISION, TAKE_OFF_LIST } from './outbox';
import { OutboxRescue } from './outbox-rescue';
import { StrictClient } from './strict-client';

const CONCURRENCY = 5;
const GOODBYE_MS = 2_000;

type Options = {
  databaseUrl: string;
  decisionLog: DecisionLog;
  /** Takes whoever was decided off the pending list, should the web not have come to it. */
  takeOffList: (decision: OutboxJob) => Promise<void>;
  logger: Logger;
  health: ComponentHealth;
};

/**
 * Works off the outbox. Once committed, each decision goes to its log and its entry off the pending list, both tried
 * again until they succeeded. While the list refuses that, a job of its own keeps it in mind: these are done one after
 * the other, so that what waits for the list never holds up what can be published.
 */
export class OutboxWorker {
  readonly name = 'outbox';
  readonly #pool: Pool;
  readonly #rescue: OutboxRescue;
  readonly #sessions: RenewedSession;
  readonly #givenUp: string[] = [];
  #stopping = false;

  constructor(private readonly options: Options) {
    this.#pool = connectOutboxPool(options.databaseUrl, CONCURRENCY);
    this.#rescue = new OutboxRescue(this.#pool, options.logger);
    this.#sessions = new RenewedSession({ ...options, port: 'outbox', open: (works) => this.#open(works) });
  }

  async start(): Promise<void> {
    await this.#sessions.start();
    if (!this.#stopping) this.#rescue.start();
  }

  /** Finishes the jobs at hand; those that wait for Kafka are put back for the next process. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#rescue.stop();
    await this.#withinGoodbye(this.#sessions.stop());
    if (this.#givenUp.length > 0) await this.#withinGoodbye(this.#rescue.putBack(this.#givenUp));
    await this.#withinGoodbye(this.#pool.end());
  }

  /** A Postgres that hangs must not keep a process from stopping in time; what it still has is rescued by the others. */
  async #withinGoodbye(work: Promise<unknown>): Promise<void> {
    await withTimeout(GOODBYE_MS, work).catch((error: unknown) =>
      this.options.logger.debug({ err: error }, 'the outbox was left as it is'),
    );
  }

  #open(works: () => void): Session {
    const events: WorkerEvents = new EventEmitter();
    const starting = run({
      pgPool: this.#pool,
      concurrency: CONCURRENCY,
      pollInterval: 1_000,
      noHandleSignals: true,
      // A pooler may give each transaction another connection, which does not know what was prepared on the last one.
      noPreparedStatements: true,
      events,
      logger: debugLines(this.options.logger),
      taskList: {
        [PUBLISH_DECISION]: (job, helpers) => this.#publish(outboxJob.parse(job), helpers),
        [TAKE_OFF_LIST]: (job, helpers) => this.#takeOffList(outboxJob.parse(job), helpers),
      },
    });
    const isOver = starting.then((runner) => runner.promise.then(() => new Error('the outbox stopped')));
    return {
      ended: Promise.race([isOver, this.#firstLoss(events, works)]).catch((error: unknown) => error),
      close: async () => {
        // A stop can come while the start is still under way; the runner must not find its connections closed then.
        const runner = await starting.catch(() => undefined);
        await runner?.stop().catch(() => undefined);
      },
    };
  }

  async #publish(decision: OutboxJob, helpers: JobHelpers): Promise<void> {
    await this.#retry(helpers)('decision-log', () => this.options.decisionLog.publish(decision));
    try {
      await this.options.takeOffList(decision);
    } catch (error) {
      this.options.logger.debug({ err: error }, 'not taken off the pending list yet');
      const options = { queueName: TAKE_OFF_LIST, maxAttempts: MAX_TRIES };
      await helpers.addJob(TAKE_OFF_LIST, { decision: decision.message }, options);
    }
  }

  #takeOffList(decision: OutboxJob, helpers: JobHelpers): Promise<void> {
    return this.#retry(helpers)('pending', () => this.options.takeOffList(decision));
  }

  /** It waits inside the job instead of failing it: the runner's own back-off would soon sleep through a whole hour. */
  #retry({ job }: JobHelpers): Retry {
    const keepAlive = async () => {
      if (!this.#stopping) return;
      this.#givenUp.push(job.id);
      throw new Error('stopping: the job will be done by the next process');
    };
    return retryWithBackOff({ ...this.options, keepAlive });
  }

  /** A worker that could not hand its job back ends, and nobody starts another one: by and by none would be left. */
  #firstLoss(events: WorkerEvents, works: () => void): Promise<Error> {
    events.on('worker:create', ({ worker }) => this.#rescue.spare(worker.workerId));
    events.on('worker:getJob:error', ({ error }) => this.options.health.failed('outbox', error));
    events.on('worker:getJob:empty', works);
    events.on('job:start', works);
    return new Promise((resolve) => {
      events.on('worker:stop', ({ worker, error: cause }) => {
        this.#rescue.abandon(worker.workerId);
        resolve(new Error('a worker of the outbox stopped', { cause }));
      });
    });
  }
}

/** The connections of the outbox: one for each of its workers, one that listens, one for the rescue. */
export const connectOutboxPool = (connectionString: string, workers: number): Pool => {
  const pool = new Pool({
    connectionString,
    max: workers + 2,
    connectionTimeoutMillis: 3_000,
    query_timeout: 10_000,
    Client: StrictClient,
    // The runner gives connections back without saying that they failed, so a dead one must go by its age.
    maxLifetimeSeconds: 60,
  });
  // Without a listener a lost connection that nobody uses would end the process.
  pool.on('error', () => undefined);
  return pool;
};

const debugLines = (logger: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') logger.warn({ outbox: message }, 'outbox');
    else logger.debug({ outbox: message }, 'outbox');
  });
