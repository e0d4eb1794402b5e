import type { Kafka } from 'kafkajs';
import {
  decodeDecided,
  decodeSubmitted,
  TOPICS,
  UnprocessableMessage,
} from '@/src/application/contracts/messages';
import type { LogArchive, LogPosition, ReadLog } from '@/src/application/ports/registration-logs';
import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';
import { withAdmin } from './kafka-client';
import { readTopic } from './topic-reader';

type Topic<Item> = ReadLog<Item> & { topic: string; decode: (value: string) => Item };

/** The two logs of registrations, read from their beginning. */
export class KafkaLogArchive implements LogArchive {
  constructor(private readonly kafka: Kafka) {}

  readSubmissions(read: ReadLog<SubmittedRegistration>): Promise<LogPosition> {
    return this.#read({ ...read, topic: TOPICS.submitted, decode: decodeSubmitted });
  }

  readDecisions(read: ReadLog<Decision>): Promise<LogPosition> {
    return this.#read({ ...read, topic: TOPICS.decided, decode: decodeDecided });
  }

  async endOfDecisions(): Promise<LogPosition> {
    const offsets = await withAdmin(this.kafka, (admin) => admin.fetchTopicOffsets(TOPICS.decided));
    return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  }

  #read<Item>({ topic, from, decode, onBatch }: Topic<Item>): Promise<LogPosition> {
    return readTopic({
      kafka: this.kafka,
      topic,
      from,
      onMessages: (messages, progress) =>
        onBatch(
          messages.flatMap(({ message }) => readable(decode, message.value?.toString('utf8') ?? '')),
          progress,
        ),
    });
  }
}

/** What cannot be read has its dead letter; it was never a registration. */
const readable = <Item>(decode: (value: string) => Item, value: string): Item[] => {
  try {
    return [decode(value)];
  } catch (error) {
    if (error instanceof UnprocessableMessage) return [];
    throw error;
  }
};
