import type { IHeaders, Kafka, Message } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import {
  MOST_REDRIVES,
  type DeadLetter,
  type DeadLetters,
  type Redrive,
} from '@/src/application/ports/dead-letters';
import { redriveHeaders } from '../dead-letters/dead-letter';
import { SerialQueue } from '../async/serial-queue';
import { OpenDeadLetters, SETTLEMENT, SETTLES, type OpenDeadLetter } from './open-dead-letters';
import { RenewedProducer } from './renewed-producer';
import { TopicReader } from './topic-reader';

const SEND_DEADLINE_MS = 10_000;

/**
 * The dead letters of the topics. Their own topic is a log from which nothing is taken, so what became of a letter is
 * a message in it too. What was read once is remembered: asking again costs only what is new.
 */
export class KafkaDeadLetters implements DeadLetters {
  readonly #reader: TopicReader;
  readonly #producer: RenewedProducer;
  readonly #book = new OpenDeadLetters();
  /** A double click finds its letter settled, and the book is never read and written at once. */
  readonly #oneByOne = new SerialQueue();

  constructor(
    kafka: Kafka,
    private readonly topic: string = TOPICS.deadLetters,
  ) {
    this.#reader = new TopicReader(kafka, topic);
    this.#producer = new RenewedProducer(kafka, SEND_DEADLINE_MS);
  }

  list(): Promise<DeadLetter[]> {
    return this.#oneByOne.run(async () => {
      await this.#refresh();
      return this.#book.letters;
    });
  }

  /**
   * The original first, the settlement after it: a crash in between leaves a letter that can be redriven once more,
   * which its stage absorbs. The other order could lose it.
   */
  redrive(id: string): Promise<Redrive> {
    return this.#oneByOne.run(async () => {
      await this.#refresh();
      const booked = this.#book.find(id);
      if (!booked) return { kind: 'unknown' };
      if (booked.letter.redrives >= MOST_REDRIVES) return { kind: 'too-often' };
      await this.#send(booked.sourceTopic ?? TOPICS.submitted, redriven(booked));
      await this.#settle(id, 'redriven');
      return { kind: 'redriven' };
    });
  }

  discard(id: string): Promise<boolean> {
    return this.#oneByOne.run(async () => {
      await this.#refresh();
      if (!this.#book.find(id)) return false;
      await this.#settle(id, 'discarded');
      return true;
    });
  }

  close(): Promise<void> {
    return this.#producer.close();
  }

  #refresh(): Promise<void> {
    return this.#reader.readOn((message) => this.#book.enter(message));
  }

  async #settle(id: string, settlement: 'redriven' | 'discarded'): Promise<void> {
    await this.#send(this.topic, {
      key: id,
      value: null,
      headers: { [SETTLES]: id, [SETTLEMENT]: settlement },
    });
    this.#book.settle(id);
  }

  #send(topic: string, message: Message): Promise<void> {
    return this.#producer.send({ topic, messages: [message] });
  }
}

const redriven = ({ letter, message }: OpenDeadLetter): Message => {
  const kept = Object.entries(message.headers ?? {}).filter(([name]) => !name.startsWith('dead-letter-'));
  const headers: IHeaders = { ...Object.fromEntries(kept), ...redriveHeaders(letter) };
  return { key: message.key, value: message.value, headers };
};
