import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

/** Without any message for this long while messages are ahead, the reading has failed. */
const STALLED_AFTER_MS = 30_000;

export type TopicMessage = { partition: number; message: KafkaMessage };

/**
 * Reads a topic from its beginning to its end as it stands, and at the next call only what was added since. It joins
 * under a random group, commits nothing and deletes the group, so that nobody else's reading is touched.
 */
export class TopicReader {
  /** The next offset to read, for each partition. */
  readonly #next = new Map<number, bigint>();

  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
  ) {}

  /** Visits each message once, in order within its partition. Not to be called while a call is under way. */
  async readOn(onMessage: (message: TopicMessage) => void): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = new Map<number, bigint>();
      for (const { partition, low, high } of await admin.fetchTopicOffsets(this.topic)) {
        const next = this.#next.get(partition);
        if (next === undefined || next < BigInt(low)) this.#next.set(partition, BigInt(low));
        ends.set(partition, BigInt(high));
      }
      if (this.#hasReached(ends)) return;
      const groupId = `dead-letters-${randomUUID()}`;
      await this.#consume(groupId, ends, onMessage);
      await admin.deleteGroups([groupId]);
    } finally {
      await admin.disconnect();
    }
  }

  #hasReached(ends: Map<number, bigint>): boolean {
    return [...ends].every(([partition, end]) => (this.#next.get(partition) ?? 0n) >= end);
  }

  async #consume(
    groupId: string,
    ends: Map<number, bigint>,
    onMessage: (message: TopicMessage) => void,
  ): Promise<void> {
    const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
    await consumer.connect();
    try {
      await consumer.subscribe({ topic: this.topic, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        const alarm = setTimeout(
          () => reject(new Error(`${this.topic} gives no more messages`)),
          STALLED_AFTER_MS,
        );
        const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
          alarm.refresh();
          for (const message of batch.messages)
            this.#visit({ partition: batch.partition, message }, onMessage);
          if (!this.#hasReached(ends)) return;
          clearTimeout(alarm);
          resolve();
        };
        const fail = (error: Error): void => {
          clearTimeout(alarm);
          reject(error);
        };
        consumer.on(consumer.events.CRASH, ({ payload }) => !payload.restart && fail(payload.error));
        consumer
          .run({ autoCommit: false, eachBatch })
          .then(() => this.#hasReached(ends) || this.#goOnFromHere(consumer))
          .catch(fail);
      });
    } finally {
      await consumer.disconnect();
    }
  }

  /** A message that was read before is skipped; the consumer starts at the beginning until it is told where to go on. */
  #visit({ partition, message }: TopicMessage, onMessage: (message: TopicMessage) => void): void {
    const offset = BigInt(message.offset);
    if (offset < (this.#next.get(partition) ?? 0n)) return;
    onMessage({ partition, message });
    this.#next.set(partition, offset + 1n);
  }

  #goOnFromHere(consumer: Consumer): void {
    for (const [partition, next] of this.#next)
      consumer.seek({ topic: this.topic, partition, offset: String(next) });
  }
}
