import { EventEmitter } from 'node:events';
import { Logger as WorkerLogger, run, type Runner, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import type { DecisionLog } from '@/src/application/ports/registration-logs';
import type { Logger } from '../logging/logger';
import { retryWithBackOff } from '../retry/retry';
import type { ComponentHealth } from '../retry/store-health';
import { type OutboxJob, outboxJob, PUBLISH_DECISION } from './outbox';
import { OutboxRescue } from './outbox-rescue';
import { StrictClient } from './strict-client';

const CONCURRENCY = 5;

type Options = {
  databaseUrl: string;
  decisionLog: DecisionLog;
  /** Takes whoever was decided off the pending list, should the web not have come to it; may fail. */
  removeDecided: (decision: OutboxJob) => Promise<void>;
  /** Called when the outbox is beyond repair: the process must end, or it would live on while publishing nothing. */
  onFatal: (error: Error) => void;
  logger: Logger;
  health: ComponentHealth;
};

/** Publishes the outbox: each decision goes to its log once committed, and again until the log has acknowledged it. */
export class OutboxWorker {
  readonly name = 'outbox';
  readonly #pool: Pool;
  readonly #rescue: OutboxRescue;
  readonly #events: WorkerEvents = new EventEmitter();
  readonly #givenUp: string[] = [];
  #starting: Promise<Runner> | undefined;
  #stopping = false;

  constructor(private readonly options: Options) {
    this.#pool = connectOutboxPool(options.databaseUrl, CONCURRENCY);
    this.#rescue = new OutboxRescue(this.#pool, options.logger);
    this.#watch();
  }

  async start(): Promise<void> {
    this.#starting = run({
      pgPool: this.#pool,
      concurrency: CONCURRENCY,
      pollInterval: 1_000,
      noHandleSignals: true,
      // A pooler may give each transaction another connection, which does not know what was prepared on the last one.
      noPreparedStatements: true,
      events: this.#events,
      logger: debugLines(this.options.logger),
      taskList: { [PUBLISH_DECISION]: (job, { job: { id } }) => this.#publish(id, job) },
    });
    const runner = await this.#starting;
    runner.promise.catch((error: Error) => this.options.onFatal(error));
    if (!this.#stopping) this.#rescue.start();
  }

  /** Finishes the jobs at hand; those that wait for Kafka are put back for the next process. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#rescue.stop();
    // A stop can come while the start is still under way; the runner must not find its connections closed then.
    const runner = await this.#starting?.catch(() => undefined);
    await runner?.stop();
    if (this.#givenUp.length > 0) await this.#rescue.putBack(this.#givenUp);
    await this.#pool.end();
  }

  /** It waits inside the job instead of failing it: the runner's own back-off would soon sleep through a whole hour. */
  async #publish(jobId: string, job: unknown): Promise<void> {
    const decision = outboxJob.parse(job);
    const keepAlive = async () => {
      if (!this.#stopping) return;
      this.#givenUp.push(jobId);
      throw new Error('stopping: the job will be done by the next process');
    };
    const retry = retryWithBackOff({ ...this.options, keepAlive });
    await retry('decision-log', () => this.options.decisionLog.publish(decision));
    // The reconciler does it where the list is away now.
    await this.options.removeDecided(decision).catch((error: unknown) => {
      this.options.logger.debug({ err: error }, 'not taken off the pending list yet');
    });
  }

  #watch(): void {
    const { health, onFatal } = this.options;
    this.#events.on('worker:create', ({ worker }) => this.#rescue.spare(worker.workerId));
    this.#events.on('worker:getJob:error', ({ error }) => health.failed('outbox', error));
    this.#events.on('worker:getJob:empty', () => health.recovered('outbox'));
    this.#events.on('job:start', () => health.recovered('outbox'));
    // A worker that could not hand its job back ends, and nobody starts another one: by and by none would be left.
    this.#events.on('worker:stop', ({ error: cause }) => {
      if (!this.#stopping) onFatal(new Error('a worker of the outbox stopped', { cause }));
    });
  }
}

/** The connections of the outbox: one for each of its workers, one that listens, one for the rescue. */
export const connectOutboxPool = (connectionString: string, workers: number): Pool =>
  new Pool({
    connectionString,
    max: workers + 2,
    connectionTimeoutMillis: 3_000,
    query_timeout: 10_000,
    Client: StrictClient,
    // The runner gives connections back without saying that they failed, so a dead one must go by its age.
    maxLifetimeSeconds: 60,
  });

const debugLines = (logger: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') logger.warn({ outbox: message }, 'outbox');
    else logger.debug({ outbox: message }, 'outbox');
  });
