import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { LogPosition } from '@/src/application/ports/registration-logs';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { withAdmin, type KafkaClient } from './kafka-client';
import { topicIdOf } from './topic-id';

export type PlacedMessage = { partition: number; message: KafkaMessage };
type Progress = { done: number; total: number };

/** Reads a topic to its end, and at the next call only what was added since. Not to be called while a call is under way. */
export class TopicReader {
  #next: LogPosition = new Map();
  #topicId: string | undefined;

  /** `onAnother`: the topic was created anew, and nothing that was visited is in it. */
  constructor(
    private readonly kafka: KafkaClient,
    private readonly topic: string,
    private readonly onAnother: () => void = () => undefined,
  ) {}

  /** Visits each message once, in order within its partition. */
  async readOn(onMessage: (message: PlacedMessage) => void): Promise<void> {
    const id = await topicIdOf(this.kafka.brokers, this.topic);
    if (id !== undefined && this.#topicId !== undefined && id !== this.#topicId) {
      this.#next = new Map();
      this.onAnother();
    }
    this.#topicId = id ?? this.#topicId;
    const next = new Map(this.#next);
    try {
      this.#next = await readTopic({
        kafka: this.kafka,
        topic: this.topic,
        from: this.#next,
        onMessages: async (messages) => {
          for (const placed of messages) {
            onMessage(placed);
            next.set(placed.partition, BigInt(placed.message.offset) + 1n);
          }
        },
      });
    } catch (error) {
      // What was visited before the failure is not visited again.
      this.#next = next;
      throw error;
    }
  }
}

/** Without any message for this long while messages are ahead, the reading has failed. */
const STALLED_AFTER_MS = 30_000;

type Request = {
  kafka: Kafka;
  topic: string;
  /** Where to begin in each partition; the beginning of the log where it says nothing. */
  from?: LogPosition;
  onMessages: (messages: readonly PlacedMessage[], progress: Progress) => Promise<void>;
};

/**
 * Reads a topic up to its end as it stands now, each message once and in order within its partition, and answers that
 * end. It joins under a random group, commits nothing and deletes the group, so that nobody else's reading is touched.
 */
export const readTopic = ({ kafka, topic, from = new Map(), onMessages }: Request): Promise<LogPosition> =>
  withAdmin(kafka, async (admin) => {
    const starts: LogPosition = new Map();
    const ends: LogPosition = new Map();
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      const wanted = from.get(partition) ?? 0n;
      starts.set(partition, wanted > BigInt(low) ? wanted : BigInt(low));
      ends.set(partition, BigInt(high));
    }
    const reading = new ReadProgress(starts, ends);
    if (reading.finished) return ends;
    const groupId = `reading-${randomUUID()}`;
    const consumer = kafka.consumer({
      groupId,
      maxWaitTimeInMs: 50,
      allowAutoTopicCreation: false,
      readUncommitted: true,
    });
    try {
      await consume(consumer, { topic, reading, onMessages });
    } finally {
      // Where the broker does not do it now, the empty group expires by itself; what was read, or why not, counts.
      await admin.deleteGroups([groupId]).catch(() => undefined);
    }
    return ends;
  });

type Consumption = Pick<Request, 'topic' | 'onMessages'> & { reading: ReadProgress };

const consume = async (consumer: Consumer, { topic, reading, onMessages }: Consumption): Promise<void> => {
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const fail = (error: Error): void => {
        clearTimeout(alarm);
        reject(error);
      };
      const alarm = setTimeout(
        () => fail(new StoreUnavailable(`${topic} gives no more messages`)),
        STALLED_AFTER_MS,
      );
      const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
        alarm.refresh();
        const messages = reading.take(batch.partition, batch.messages);
        if (messages.length > 0) await onMessages(messages, reading.progress).catch(fail);
        passed(batch.partition, batch.lastOffset());
      };
      // Markers of transactions take offsets, and are never handed out.
      const passed = (partition: number, offset: string): void => {
        reading.pass(partition, BigInt(offset) + 1n);
        if (!reading.finished) return;
        clearTimeout(alarm);
        resolve();
      };
      consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) =>
        passed(payload.partition, payload.lastOffset),
      );
      consumer.on(consumer.events.CRASH, ({ payload }) => !payload.restart && fail(payload.error));
      // At each join rather than after the start: a broker that just came up lets the first attempt fail, and kafkajs
      // then starts once more by itself.
      consumer.on(consumer.events.GROUP_JOIN, () => goTo(consumer, topic, reading));
      consumer.run({ autoCommit: false, eachBatch }).catch(fail);
    });
  } finally {
    await consumer.disconnect();
  }
};

/** Without being told where to go on, the consumer would start at the beginning each time. */
const goTo = (consumer: Consumer, topic: string, reading: ReadProgress): void => {
  for (const [partition, next] of reading.ahead) consumer.seek({ topic, partition, offset: String(next) });
};

/** How far a reading has come in each partition, and where it ends. */
class ReadProgress {
  /** The next offset of each partition that is not read to its end. */
  readonly ahead: LogPosition;
  readonly #total: number;

  constructor(
    starts: LogPosition,
    private readonly ends: LogPosition,
  ) {
    this.ahead = new Map([...starts].filter(([partition, start]) => start < ends.get(partition)!));
    this.#total = this.#left();
  }

  get finished(): boolean {
    return this.ahead.size === 0;
  }

  get progress(): Progress {
    return { done: this.#total - this.#left(), total: this.#total };
  }

  /** Those of the messages that belong to this reading and were not seen yet; they are seen now. */
  take(partition: number, messages: readonly KafkaMessage[]): PlacedMessage[] {
    const taken = messages.filter(({ offset }) => this.#covers(partition, BigInt(offset)));
    const last = taken.at(-1);
    if (last) this.pass(partition, BigInt(last.offset) + 1n);
    return taken.map((message) => ({ partition, message }));
  }

  #covers(partition: number, offset: bigint): boolean {
    const next = this.ahead.get(partition);
    return next !== undefined && offset >= next && offset < this.ends.get(partition)!;
  }

  /** Nothing before `next` is of interest any more. */
  pass(partition: number, next: bigint): void {
    const known = this.ahead.get(partition);
    if (known === undefined || next <= known) return;
    if (next >= this.ends.get(partition)!) this.ahead.delete(partition);
    else this.ahead.set(partition, next);
  }

  #left(): number {
    return [...this.ahead].reduce(
      (sum, [partition, next]) => sum + Number(this.ends.get(partition)! - next),
      0,
    );
  }
}
