import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import {
  decodeDecided,
  decodeSubmitted,
  TOPICS,
  UnprocessableMessage,
} from '@/src/application/contracts/messages';
import type { LogArchive, LogPosition, ReadLog } from '@/src/application/ports/log-archive';
import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';

/** Without any message for this long while messages are ahead, the reading has failed. */
const STALLED_AFTER_MS = 30_000;

type Topic<Item> = ReadLog<Item> & { topic: string; decode: (value: string) => Item };

/** Reads the topics with a consumer group of its own, which is deleted again; nothing is committed. */
export class KafkaLogArchive implements LogArchive {
  constructor(private readonly kafka: Kafka) {}

  readSubmissions(read: ReadLog<SubmittedRegistration>): Promise<LogPosition> {
    return this.#read({ ...read, topic: TOPICS.submitted, decode: decodeSubmitted });
  }

  readDecisions(read: ReadLog<Decision>): Promise<LogPosition> {
    return this.#read({ ...read, topic: TOPICS.decided, decode: decodeDecided });
  }

  async endOfDecisions(): Promise<LogPosition> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const offsets = await admin.fetchTopicOffsets(TOPICS.decided);
      return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
    } finally {
      await admin.disconnect();
    }
  }

  async #read<Item>(options: Topic<Item>): Promise<LogPosition> {
    const { from = new Map<number, bigint>(), topic } = options;
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = new Map<number, bigint>();
      const starts = new Map<number, bigint>();
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        ends.set(partition, BigInt(high));
        starts.set(partition, from.get(partition) ?? BigInt(low));
      }
      const reading = new Reading(starts, ends);
      if (reading.finished) return ends;
      const groupId = `archive-${randomUUID()}`;
      await this.#consume(groupId, reading, options);
      await admin.deleteGroups([groupId]);
      return ends;
    } finally {
      await admin.disconnect();
    }
  }

  async #consume<Item>(groupId: string, reading: Reading, options: Topic<Item>): Promise<void> {
    const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
    await consumer.connect();
    try {
      await consumer.subscribe({ topic: options.topic, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        const alarm = setTimeout(
          reject,
          STALLED_AFTER_MS,
          new Error(`${options.topic} gives no more messages`),
        );
        const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
          alarm.refresh();
          try {
            await onBatch(payload, reading, options);
          } catch (error) {
            reject(error);
          }
          if (!reading.finished) return;
          clearTimeout(alarm);
          resolve();
        };
        consumer.run({ autoCommit: false, eachBatch }).catch(reject);
        for (const [partition, offset] of reading.ahead) {
          consumer.seek({ topic: options.topic, partition, offset: String(offset) });
        }
      });
    } finally {
      await consumer.disconnect();
    }
  }
}

/** How far a reading has come in each partition, and where it ends. */
class Reading {
  readonly ahead: Map<number, bigint>;
  readonly total: number;

  constructor(
    starts: LogPosition,
    private readonly ends: LogPosition,
  ) {
    this.ahead = new Map([...starts].filter(([partition, start]) => start < ends.get(partition)!));
    this.total = this.#left();
  }

  get finished(): boolean {
    return this.ahead.size === 0;
  }

  get done(): number {
    return this.total - this.#left();
  }

  /** True for a message that belongs to this reading and was not seen yet. */
  covers(partition: number, offset: bigint): boolean {
    const next = this.ahead.get(partition);
    return next !== undefined && offset >= next && offset < this.ends.get(partition)!;
  }

  /** Everything before this offset has been seen. */
  reached(partition: number, offset: bigint): void {
    if (offset >= this.ends.get(partition)!) this.ahead.delete(partition);
    else this.ahead.set(partition, offset);
  }

  #left(): number {
    return [...this.ahead].reduce(
      (sum, [partition, next]) => sum + Number(this.ends.get(partition)! - next),
      0,
    );
  }
}

const onBatch = async <Item>(
  { batch }: EachBatchPayload,
  reading: Reading,
  options: Topic<Item>,
): Promise<void> => {
  const covered = batch.messages.filter(({ offset }) => reading.covers(batch.partition, BigInt(offset)));
  if (covered.length === 0) return;
  const items = covered.flatMap(({ value }) => readable(options.decode, value?.toString('utf8') ?? ''));
  reading.reached(batch.partition, BigInt(covered.at(-1)!.offset) + 1n);
  await options.onBatch(items, { done: reading.done, total: reading.total });
};

/** What cannot be read has its dead letter; it was never a registration. */
const readable = <Item>(decode: (value: string) => Item, value: string): Item[] => {
  try {
    return [decode(value)];
  } catch (error) {
    if (error instanceof UnprocessableMessage) return [];
    throw error;
  }
};
