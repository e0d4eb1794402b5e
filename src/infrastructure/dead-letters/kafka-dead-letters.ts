import type { IHeaders, Message } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import {
  MOST_REDRIVES,
  type DeadLetter,
  type DeadLetters,
  type Redrive,
} from '@/src/application/ports/dead-letters';
import { SerialQueue } from '../async/serial-queue';
import type { KafkaClient } from '../kafka/kafka-client';
import { RenewedProducer } from '../kafka/renewed-producer';
import { TopicReader } from '../kafka/topic-reader';
import { redriveHeaders } from './dead-letter-message';
import { OpenDeadLetters, SETTLEMENT, SETTLES, type OpenDeadLetter } from './kafka-open-dead-letters';

const SEND_DEADLINE_MS = 10_000;

/**
 * The dead letters of the topics. Their own topic is a log from which nothing is taken, so what became of a dead letter
 * is a message in it too. What was read once is remembered: asking again costs only what is new.
 */
export class KafkaDeadLetters implements DeadLetters {
  readonly #reader: TopicReader;
  readonly #producer: RenewedProducer;
  #open = new OpenDeadLetters();
  /** A double click finds its dead letter settled, and the topic is never read and written at once. */
  readonly #oneByOne = new SerialQueue();

  constructor(
    kafka: KafkaClient,
    private readonly topic: string = TOPICS.deadLetters,
  ) {
    this.#reader = new TopicReader(kafka, topic, () => (this.#open = new OpenDeadLetters()));
    this.#producer = new RenewedProducer(kafka, SEND_DEADLINE_MS);
  }

  list(): Promise<DeadLetter[]> {
    return this.#upToDate(async (open) => open.all);
  }

  find(id: string): Promise<DeadLetter | undefined> {
    return this.#upToDate(async (open) => open.find(id)?.deadLetter);
  }

  /**
   * The original first, the settlement after it: a crash in between leaves a dead letter that can be redriven once more,
   * which its stage absorbs. The other order could lose it.
   */
  redrive(id: string): Promise<Redrive> {
    return this.#upToDate(async (open) => {
      const found = open.find(id);
      if (!found) return { kind: 'unknown' };
      if (found.deadLetter.redrives >= MOST_REDRIVES) return { kind: 'too-often' };
      await this.#send(found.sourceTopic ?? TOPICS.submitted, redriven(found));
      await this.#settle(id, 'redriven');
      return { kind: 'redriven' };
    });
  }

  discard(id: string): Promise<boolean> {
    return this.#upToDate(async (open) => {
      if (!open.find(id)) return false;
      await this.#settle(id, 'discarded');
      return true;
    });
  }

  close(): Promise<void> {
    return this.#producer.close();
  }

  /** Works on the dead letters as the topic has them now, alone. */
  #upToDate<T>(work: (open: OpenDeadLetters) => Promise<T>): Promise<T> {
    return this.#oneByOne.run(async () => {
      await this.#reader.readOn((message) => this.#open.apply(message));
      return work(this.#open);
    });
  }

  async #settle(id: string, settlement: 'redriven' | 'discarded'): Promise<void> {
    await this.#send(this.topic, {
      key: id,
      value: null,
      headers: { [SETTLES]: id, [SETTLEMENT]: settlement },
    });
    this.#open.settle(id);
  }

  #send(topic: string, message: Message): Promise<void> {
    return this.#producer.send({ topic, messages: [message] });
  }
}

const redriven = ({ deadLetter, message }: OpenDeadLetter): Message => {
  const kept = Object.entries(message.headers ?? {}).filter(([name]) => !name.startsWith('dead-letter-'));
  const headers: IHeaders = { ...Object.fromEntries(kept), ...redriveHeaders(deadLetter) };
  return { key: message.key, value: message.value, headers };
};
