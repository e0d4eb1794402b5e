import { UnprocessableMessage } from '@/src/application/contracts/messages';
import {
  ALONE_FROM,
  POISON_REASON,
  MOST_ATTEMPTS,
  type DeliveryAttempts,
} from '@/src/application/ports/delivery-attempts';
import type { Retry } from '@/src/application/ports/retry';
import { deadLetterHeaders } from '../dead-letters/dead-letter-headers';
import { failpoint } from '../failpoints/failpoint';
import type { Logger } from '../logging/logger';
import type { StompFrame, StompMessage, StompSession } from './stomp-session';

export type BatchOptions<Item> = {
  queue: string;
  deadLetterQueue: string;
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (body: string) => Item;
  onBatch: (items: readonly Item[], retry: Retry) => Promise<void>;
  attempts: DeliveryAttempts;
  logger: Logger;
};

/** Makes a patience that settles the attempts of the work at hand as soon as a store refuses it. */
type MakeRetry = (onFailure?: () => Promise<void>) => Retry;

/**
 * Processes what one connection delivered, and acknowledges it there. Messages that were delivered before are suspects:
 * each attempt on them is counted before the work, and from the second on they are worked on alone.
 */
export class StompBatch<Item> {
  constructor(
    private readonly session: StompSession,
    private readonly options: BatchOptions<Item>,
    private readonly makeRetry: MakeRetry,
  ) {}

  async process(messages: readonly StompMessage[]): Promise<void> {
    const isAgain = ({ headers }: StompMessage) => headers['redelivered'] === 'true';
    await this.#work(messages.filter((message) => !isAgain(message)));
    const again = messages.filter(isAgain);
    if (again.length > 0) await this.#workOnSuspects(again);
  }

  async #workOnSuspects(again: readonly StompMessage[]): Promise<void> {
    const counts = await this.makeRetry()('redis', () => this.options.attempts.counts(again.map(idOf)));
    await this.#count(again.filter((_, index) => counts[index]! < ALONE_FROM));
    for (const [index, message] of again.entries()) {
      const attempts = counts[index]!;
      if (attempts >= MOST_ATTEMPTS) await this.#bury(message, { reason: POISON_REASON, attempts });
      else if (attempts >= ALONE_FROM) await this.#count([message]);
    }
  }

  async #count(suspects: readonly StompMessage[]): Promise<void> {
    if (suspects.length === 0) return;
    const { attempts } = this.options;
    const ids = suspects.map(idOf);
    await this.makeRetry()('redis', () => attempts.begin(ids));
    await this.#work(suspects, () => attempts.settle(ids));
    await this.makeRetry()('redis', () => attempts.settle(ids));
  }

  async #work(messages: readonly StompMessage[], onFailure?: () => Promise<void>): Promise<void> {
    const readable: StompMessage[] = [];
    const items: Item[] = [];
    for (const message of messages) {
      try {
        items.push(this.options.decode(message.body));
        readable.push(message);
      } catch (error) {
        if (!(error instanceof UnprocessableMessage)) throw error;
        await this.#bury(message, { reason: error.message, attempts: 1 });
      }
    }
    if (items.length > 0) await this.options.onBatch(items, this.makeRetry(onFailure));
    failpoint('before-ack');
    this.session.send(readable.map(acknowledgement));
  }

  /** The letter and the acknowledgement of the original share one broker transaction. */
  async #bury(message: StompMessage, why: { reason: string; attempts: number }): Promise<void> {
    const { queue, deadLetterQueue, logger } = this.options;
    logger.warn(why, 'a message that cannot be processed goes to the dead letters');
    const letter: StompFrame = {
      command: 'SEND',
      headers: {
        destination: `/queue/${deadLetterQueue}`,
        persistent: 'true',
        ...deadLetterHeaders({ ...why, source: queue, at: new Date(), previous: message.headers }),
      },
      body: message.body,
    };
    await this.session.transaction([letter, acknowledgement(message)]);
  }
}

const idOf = ({ headers }: StompMessage): string => headers['message-id'] ?? '';

const acknowledgement = ({ headers }: StompMessage): StompFrame => ({
  command: 'ACK',
  headers: { id: headers['ack'] ?? '' },
});
