import { Logger as WorkerLogger, run, type Runner } from 'graphile-worker';
import { z } from 'zod';
import { decodeDecided } from '@/src/application/contracts/messages';
import type { DecisionLog } from '@/src/application/ports/decision-log';
import type { HopReport } from '../hop-report';
import type { Logger } from '../log';
import { patience } from '../patience';
import { PUBLISH_DECISION } from './outbox';

const payload = z.object({ decision: z.string() });

type Options = {
  databaseUrl: string;
  decisionLog: DecisionLog;
  onFatal: (error: Error) => void;
  log: Logger;
  report: HopReport;
};

/** Publishes the outbox: each decision goes to its log once committed, and again until the log has acknowledged it. */
export class OutboxWorker {
  readonly name = 'outbox';
  #runner: Runner | undefined;
  #stopping = false;

  constructor(private readonly options: Options) {}

  async start(): Promise<void> {
    const { databaseUrl, decisionLog, onFatal, log } = this.options;
    const pulse = async () => {
      if (this.#stopping) throw new Error('stopping: the job will be done by the next process');
    };
    const patiently = patience({ ...this.options, pulse });
    const runner = await run({
      connectionString: databaseUrl,
      concurrency: 5,
      maxPoolSize: 6,
      pollInterval: 1_000,
      noHandleSignals: true,
      logger: quietly(log),
      // Waiting here instead of failing the job: the runner's own back-off would soon sleep through a whole hour.
      taskList: {
        [PUBLISH_DECISION]: async (job) => {
          const decision = decodeDecided(payload.parse(job).decision);
          await patiently('kafka', () => decisionLog.publish(decision));
        },
      },
    });
    this.#runner = runner;
    void runner.promise.then(
      () => this.#stopping || onFatal(new Error('the outbox worker stopped')),
      (error: Error) => onFatal(error),
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#runner?.stop();
  }
}

const quietly = (log: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ outbox: message }, 'outbox');
    else log.debug({ outbox: message }, 'outbox');
  });
