import type { Consumer } from 'kafkajs';

const CHECK_EVERY_MS = 5_000;
const CHECKS_WITHOUT_LIFE = 6;

/**
 * Notices a consumer that lives on while consuming nothing: neither a fetch (an empty one counts) nor any work for
 * 30 s. Checks are counted, not clock time, so that a process that was paused as a whole is not taken for stalled.
 * A consumer to which the group assigned no partition has nothing to fetch and is left alone.
 */
export class StallWatch {
  #silentChecks = 0;
  #idle = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    consumer: Consumer,
    private readonly onStalled: (error: Error) => void,
  ) {
    consumer.on(consumer.events.FETCH, () => this.alive());
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#idle = Object.values(payload.memberAssignment).every((partitions) => partitions.length === 0);
      this.alive();
    });
  }

  start(): void {
    this.#timer = setInterval(() => this.#check(), CHECK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** To be called while work goes on, more often than every 30 s. */
  alive(): void {
    this.#silentChecks = 0;
  }

  #check(): void {
    this.#silentChecks += 1;
    if (this.#idle || this.#silentChecks < CHECKS_WITHOUT_LIFE) return;
    this.stop();
    this.onStalled(new Error(`nothing was fetched for ${(CHECKS_WITHOUT_LIFE * CHECK_EVERY_MS) / 1_000} s`));
  }
}
