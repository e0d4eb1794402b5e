import type { Pool } from 'pg';
import type { Logger } from '../logging/logger';

const EVERY_MS = 5_000;
const ABANDONED_AFTER = '15 seconds';

/**
 * Brings back jobs that nobody works on any more. A job belongs to the worker that took it, and when its process died
 * graphile-worker gives it to another one after four hours only. One that is merely slow, because it waits for Kafka in
 * another process, is done twice then, which is harmless: the decision's own id makes the second one void.
 */
export class OutboxRescue {
  readonly #ownWorkers = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly logger: Logger,
  ) {}

  /** A worker of this very process, which may take its time for as long as it lives. */
  spare(workerId: string): void {
    this.#ownWorkers.add(workerId);
  }

  /** A worker that has ended: what it took may be done by others. */
  abandon(workerId: string): void {
    this.#ownWorkers.delete(workerId);
  }

  start(): void {
    const rescue = () =>
      void this.#rescue().catch((error: unknown) => this.logger.debug({ err: error }, 'no rescue'));
    this.#timer = setInterval(rescue, EVERY_MS);
    rescue();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Makes jobs that were given up due again at once, as if they had never been tried. */
  async putBack(jobIds: readonly string[]): Promise<void> {
    await this.pool.query(
      'SELECT FROM graphile_worker.reschedule_jobs($1::bigint[], run_at => now(), attempts => 0)',
      [jobIds],
    );
  }

  async #rescue(): Promise<void> {
    await this.pool.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
       WHERE locked_at < now() - $1::interval AND locked_by <> ALL ($2::text[])`,
      [ABANDONED_AFTER, [...this.#ownWorkers]],
    );
  }
}
