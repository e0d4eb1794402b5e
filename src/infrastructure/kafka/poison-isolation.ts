import { ALONE_FROM, MOST_ATTEMPTS } from '@/src/application/ports/delivery-attempts';
import type { ChunkAttempts, Place } from './chunk-attempts';

export const CHUNK_SIZE = 200;

/** How a chunk is to be worked on: alone, or not at all any more. */
export type Suspicion = { attempts: number; alone: boolean; deadLetter: boolean };

/**
 * Finds the message that ends its process. The first chunk of a partition after a start may have ended the process
 * before; from the second attempt on, its messages are worked on one by one until the chunk is past.
 */
export class Suspects {
  readonly #aloneUntil = new Map<number, bigint>();

  constructor(private readonly attempts: ChunkAttempts) {}

  /** Every partition may come from a process that died: look again. */
  forget(): void {
    this.#aloneUntil.clear();
  }

  /** Counts the work that is about to begin, where that is called for. */
  async begin(place: Place): Promise<Suspicion> {
    const offset = BigInt(place.offset);
    const aloneUntil = this.#aloneUntil.get(place.partition);
    if (aloneUntil !== undefined && offset >= aloneUntil)
      return { attempts: 0, alone: false, deadLetter: false };

    const attempts = aloneUntil === undefined ? await this.attempts.at(place) : 0;
    const until = aloneUntil ?? (attempts >= ALONE_FROM ? offset + BigInt(CHUNK_SIZE) : offset);
    this.#aloneUntil.set(place.partition, until);
    const deadLetter = attempts >= MOST_ATTEMPTS;
    if (!deadLetter) await this.attempts.write(place, attempts + 1);
    return { attempts, alone: offset < until, deadLetter };
  }

  /** The process has outlived the work at this place, whatever comes next. */
  async settle(place: Place): Promise<void> {
    await this.attempts.write(place, 0);
  }
}
