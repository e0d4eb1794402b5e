import { QUEUES } from '@/src/application/contracts/messages';
import {
  MOST_REDRIVES,
  type DeadLetter,
  type DeadLetters,
  type Redrive,
} from '@/src/application/ports/dead-letters';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { browseQueue, takeMessage } from '../activemq/read-queue';
import { StompSession, type StompFrame, type StompMessage } from '../activemq/stomp-session';
import { SerialQueue } from '../async/serial-queue';
import { redriveHeaders, toDeadLetter } from './dead-letter-message';

const PREFIX = 'activemq:';

type Options = { url: string; queue?: string; deadLetterQueue?: string };

/**
 * The dead letters of the review queue, where they wait as ordinary messages: ours with their headers, and those that
 * the broker itself moved there, because they expired or were refused.
 */
export class ActiveMqDeadLetters implements DeadLetters {
  readonly #url: string;
  readonly #queue: string;
  readonly #deadLetterQueue: string;
  /** Of two clicks on the same dead letter the second finds it gone, instead of waiting for it. */
  readonly #oneByOne = new SerialQueue();

  constructor({ url, queue = QUEUES.review, deadLetterQueue = QUEUES.deadLetters }: Options) {
    this.#url = url;
    this.#queue = queue;
    this.#deadLetterQueue = deadLetterQueue;
  }

  list(): Promise<DeadLetter[]> {
    return this.#inSession(async (session) => {
      const messages = await browseQueue(session, { queue: this.#deadLetterQueue });
      return messages.map(asDeadLetter);
    });
  }

  find(id: string): Promise<DeadLetter | undefined> {
    return this.#inSession(async (session) => {
      const found = await this.#find(session, id);
      return found && asDeadLetter(found);
    });
  }

  /** The original and the acknowledgement of its dead letter share a transaction: it is in one of the two places, never in none. */
  redrive(id: string): Promise<Redrive> {
    return this.#inSession(async (session) => {
      const found = await this.#find(session, id);
      if (!found) return { kind: 'unknown' };
      if (asDeadLetter(found).redrives >= MOST_REDRIVES) return { kind: 'too-often' };
      const settled = await this.#settle(session, id, (message) => [this.#redriven(message)]);
      return { kind: settled ? 'redriven' : 'unknown' };
    });
  }

  discard(id: string): Promise<boolean> {
    return this.#inSession(async (session) => {
      const found = await this.#find(session, id);
      return found ? this.#settle(session, id, () => []) : false;
    });
  }

  /** A selective look is enough for what the broker has in memory; otherwise a look at all of them brings it there. */
  async #find(session: StompSession, id: string): Promise<StompMessage | undefined> {
    const selector = selectorOf(id);
    if (!selector) return undefined;
    const queue = this.#deadLetterQueue;
    const [message] = await browseQueue(session, { queue, selector });
    if (message) return message;
    const all = await browseQueue(session, { queue });
    return all.find((one) => idOf(one) === id);
  }

  async #settle(
    session: StompSession,
    id: string,
    framesFor: (message: StompMessage) => StompFrame[],
  ): Promise<boolean> {
    const wanted = { queue: this.#deadLetterQueue, selector: selectorOf(id) ?? '' };
    const message = await takeMessage(session, wanted);
    if (message) {
      const acknowledgement: StompFrame = { command: 'ACK', headers: { id: message.headers['ack'] ?? '' } };
      await session.transaction([...framesFor(message), acknowledgement]);
      return true;
    }
    // Somebody else has it in hand. Either it is gone by now, or it comes back when they fail.
    if (await this.#find(session, id))
      throw new StoreUnavailable('ActiveMQ did not give the dead letter out in time');
    return false;
  }

  #redriven(message: StompMessage): StompFrame {
    const { 'content-type': contentType, 'registration-id': registrationId } = message.headers;
    return {
      command: 'SEND',
      headers: {
        destination: `/queue/${this.#queue}`,
        persistent: 'true',
        ...(contentType && { 'content-type': contentType }),
        ...(registrationId && { 'registration-id': registrationId }),
        ...redriveHeaders(asDeadLetter(message)),
      },
      body: message.body,
    };
  }

  #inSession<T>(work: (session: StompSession) => Promise<T>): Promise<T> {
    return this.#oneByOne.run(async () => {
      const session = await StompSession.open(this.#url);
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    });
  }
}

const idOf = ({ headers }: StompMessage): string => `${PREFIX}${headers['message-id'] ?? ''}`;

/** Undefined for what cannot be an id of this stage; a broker's message id holds no quotes. */
const selectorOf = (id: string): string | undefined =>
  id.startsWith(PREFIX) && !id.includes("'") ? `JMSMessageID = '${id.slice(PREFIX.length)}'` : undefined;

const asDeadLetter = (message: StompMessage): DeadLetter =>
  toDeadLetter({
    id: idOf(message),
    stage: 'review-queue',
    headers: message.headers,
    original: message.body,
    at: new Date(Number(message.headers['timestamp'] ?? 0)),
    brokerReason: brokerReasonIn(message),
    hint: message.headers['registration-id'],
  });

/** The broker says why a message expired; of one that was refused (NACK) it says only where that was. */
const brokerReasonIn = ({ headers }: StompMessage): string | undefined => {
  const cause = headers['dlqDeliveryFailureCause'];
  if (cause !== undefined) return cause.replace(/^java\.lang\.\w+: /, '');
  return headers['original-destination'] && 'refused by its consumer (NACK)';
};
