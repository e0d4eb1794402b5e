import type { DeliveryAttempts } from '@/src/application/ports/delivery-attempts';
import type { Retry } from '@/src/application/ports/retry';
import { POISON_REASON } from '@/src/application/routing/poison-policy';
import { CountedWork } from '../dead-letters/counted-work';
import { deadLetterHeaders } from '../dead-letters/dead-letter-message';
import { decodeOrDeadLetter, type DeadLetterCause } from '../dead-letters/decode-or-dead-letter';
import { workOrDeadLetter } from '../dead-letters/work-or-dead-letter';
import { failpoint } from '../failpoints/failpoint';
import type { Logger } from '../logging/logger';
import { WorkGivenUp, type CountedAttempt } from '../retry/retry';
import type { StompFrame, StompMessage, StompSession } from './stomp-session';

/** A frame takes 1 MiB on our broker (`wireFormat.maxFrameSize`), headers included. */
const LARGEST_RESENT_BYTES = 900 * 1024;

export type BatchOptions<Item> = {
  queue: string;
  deadLetterQueue: string;
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (body: string) => Item;
  onBatch: (items: readonly Item[], retry: Retry) => Promise<void>;
  attempts: DeliveryAttempts;
  logger: Logger;
};

/** Makes a retry that ends with the connection. */
type MakeRetry = (attempt?: CountedAttempt) => Retry;

/** How many messages a connection is given ahead of their acknowledgement. */
export const PREFETCH = 500;

/**
 * Processes what one connection delivered, and acknowledges it there. Any message that was delivered before may be the
 * one that ends its process: the work on it is counted, and the poison policy says how it is handled. The broker does not
 * say `redelivered` of what a process had that died; that returns to the head of the queue, so the first messages of a
 * connection are taken for such.
 */
export class StompBatch<Item> {
  readonly #counted: CountedWork;
  #fromTheHead = PREFETCH;

  constructor(
    private readonly session: StompSession,
    private readonly options: BatchOptions<Item>,
    private readonly makeRetry: MakeRetry,
  ) {
    this.#counted = new CountedWork(options.attempts, options.logger);
  }

  async process(messages: readonly StompMessage[]): Promise<void> {
    const fromTheHead = new Set(messages.slice(0, this.#fromTheHead));
    this.#fromTheHead -= fromTheHead.size;
    const deliveredBefore = (message: StompMessage) =>
      fromTheHead.has(message) || message.headers['redelivered'] === 'true';
    const fresh = messages.filter((message) => !deliveredBefore(message));
    if (fresh.length > 0) await this.#work(fresh);
    const suspects = messages.filter(deliveredBefore);
    if (suspects.length > 0) await this.#workInIsolation(suspects);
  }

  async #workInIsolation(redelivered: readonly StompMessage[]): Promise<void> {
    const answers = await this.#counted.handlingsOf(redelivered.map(idOf));
    const handled = redelivered.map((message, index) => ({ message, ...answers[index]! }));

    const together = handled.filter(({ handling }) => handling === 'in-batch');
    await this.#workCounted(together.map(({ message }) => message));
    for (const { message, badEnds, handling } of handled) {
      if (handling === 'dead-letter')
        await this.#deadLetter(message, { reason: POISON_REASON, attempts: badEnds });
      else if (handling === 'alone') await this.#workCounted([message]);
    }
  }

  async #workCounted(messages: readonly StompMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.#counted.run(messages.map(idOf), async (attempt) => {
      try {
        await this.#work(messages, attempt);
      } catch (cause) {
        // Without its connection nothing can be finished, whatever the messages are.
        if (this.session.ended) throw new WorkGivenUp('the connection to ActiveMQ ended', { cause });
        throw cause;
      }
    });
  }

  async #work(delivered: readonly StompMessage[], attempt?: CountedAttempt): Promise<void> {
    const deadLetter = (message: StompMessage, cause: DeadLetterCause): Promise<void> =>
      this.#deadLetter(message, cause);
    const decode = ({ body }: StompMessage): Item => this.options.decode(body);
    const readable = await decodeOrDeadLetter(delivered, { decode, deadLetter });
    const work = (items: readonly Item[]): Promise<void> =>
      this.options.onBatch(items, this.makeRetry(attempt));
    const done = await workOrDeadLetter(readable, { work, deadLetter });
    failpoint('before-ack');
    this.session.send(done.map(acknowledgement));
  }

  /** The dead letter and the acknowledgement of the original share one broker transaction. */
  async #deadLetter(message: StompMessage, cause: DeadLetterCause): Promise<void> {
    const { queue, deadLetterQueue, logger } = this.options;
    logger.warn(cause, 'a message that cannot be processed goes to the dead letters');
    // The broker moves what it would not take from us, because of its size, by itself; it does not keep the reason then. In a
    // transaction it refuses a NACK and ends the connection (ActiveMQ Classic, PrefetchSubscription.acknowledge).
    if (Buffer.byteLength(message.body) > LARGEST_RESENT_BYTES) {
      return this.session.request({ command: 'NACK', headers: { id: message.headers['ack'] ?? '' } });
    }
    const deadLetter: StompFrame = {
      command: 'SEND',
      headers: {
        destination: `/queue/${deadLetterQueue}`,
        persistent: 'true',
        ...deadLetterHeaders({ ...cause, source: queue, at: new Date(), previous: message.headers }),
      },
      body: message.body,
    };
    await this.session.transaction([deadLetter, acknowledgement(message)]);
  }
}

const idOf = ({ headers }: StompMessage): string => headers['message-id'] ?? '';

const acknowledgement = ({ headers }: StompMessage): StompFrame => ({
  command: 'ACK',
  headers: { id: headers['ack'] ?? '' },
});
