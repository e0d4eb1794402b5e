import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { LogPosition } from '@/src/application/ports/log-archive';
import { Reading, type PlacedMessage, type ReadProgress } from './reading';
import { withAdmin } from './with-admin';

/** Without any message for this long while messages are ahead, the reading has failed. */
const STALLED_AFTER_MS = 30_000;

type Request = {
  kafka: Kafka;
  topic: string;
  /** Where to begin in each partition; the beginning of the log where it says nothing. */
  from?: LogPosition;
  onMessages: (messages: readonly PlacedMessage[], progress: ReadProgress) => Promise<void>;
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
    const reading = new Reading(starts, ends);
    if (reading.finished) return ends;
    const groupId = `reading-${randomUUID()}`;
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
    await consume(consumer, { topic, reading, onMessages });
    await admin.deleteGroups([groupId]);
    return ends;
  });

type Consumption = Pick<Request, 'topic' | 'onMessages'> & { reading: Reading };

const consume = async (consumer: Consumer, { topic, reading, onMessages }: Consumption): Promise<void> => {
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const fail = (error: Error): void => {
        clearTimeout(alarm);
        reject(error);
      };
      const alarm = setTimeout(() => fail(new Error(`${topic} gives no more messages`)), STALLED_AFTER_MS);
      const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
        alarm.refresh();
        const messages = reading.take(batch.partition, batch.messages);
        if (messages.length > 0) await onMessages(messages, reading.progress).catch(fail);
        if (!reading.finished) return;
        clearTimeout(alarm);
        resolve();
      };
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
const goTo = (consumer: Consumer, topic: string, reading: Reading): void => {
  for (const [partition, next] of reading.ahead) consumer.seek({ topic, partition, offset: String(next) });
};
