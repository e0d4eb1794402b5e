import type { Company, DeliveryAttempts } from '@/src/application/ports/delivery-attempts';
import { countedEnds, handlingAfter, type Handling } from '@/src/application/routing/poison-policy';
import type { Logger } from '../logging/logger';
import { isOutage } from '../retry/is-outage';
import { WorkGivenUp, type CountedAttempt } from '../retry/retry';

/** What the poison policy says of a message. `badEnds`: how often the work on it ended badly. */
export type Handled = { handling: Handling; badEnds: number };

/**
 * Work that is counted against its messages where it ends the process or fails for no fault of a store, and never where
 * it is given up: at a stop, a rebalance, a lost connection. What counts may be away itself; the work goes on without.
 */
export class CountedWork {
  constructor(
    private readonly attempts: DeliveryAttempts,
    private readonly logger: Logger,
  ) {}

  /** How each of the messages is to be handled, in their order. */
  async handlingsOf(ids: readonly string[]): Promise<Handled[]> {
    const ends = (await this.#tell(() => this.attempts.badEnds(ids))) ?? [];
    return ids.map((_, index) => {
      const badEnds = countedEnds(ends[index] ?? { together: 0, alone: 0 });
      return { handling: handlingAfter(badEnds), badEnds };
    });
  }

  /** Works on these messages together. */
  async run(ids: readonly string[], work: (attempt: CountedAttempt) => Promise<void>): Promise<void> {
    const company: Company = ids.length === 1 ? 'alone' : 'together';
    const begin = () => this.attempts.begin(ids, company);
    const takeBack = () => this.attempts.takeBack(ids);
    await this.#tell(begin);
    try {
      await work({ pause: takeBack, resume: begin });
    } catch (error) {
      const isFault = !(error instanceof WorkGivenUp) && !isOutage(error);
      await this.#tell(isFault ? () => this.attempts.failed(ids, company) : takeBack);
      throw error;
    }
    await this.#tell(() => this.attempts.settle(ids));
  }

  async #tell<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      this.logger.debug({ err: error }, 'delivery attempts cannot be counted');
      return undefined;
    }
  }
}
