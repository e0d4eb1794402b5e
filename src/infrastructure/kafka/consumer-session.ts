import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload } from 'kafkajs';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import type { Session } from '../retry/renewed-session';
import { METADATA_MAX_AGE_MS, withAdmin, type KafkaClient } from './kafka-client';
import { StallWatch } from './stall-watch';
import { topicIdOf } from './topic-id';
import { TopicWatch } from './topic-watch';

/** The shortest a broker allows: for this long the partitions of a process that was killed wait for it. */
const SESSION_TIMEOUT_MS = 6_000;
const UNJOINED_GOODBYE_MS = 1_000;
const TOPIC_ID = 'topic-id ';

/** A batch, with the session that fetched it. */
export type SessionBatch = EachBatchPayload & { session: ConsumerSession };

type Options = {
  kafka: KafkaClient;
  topic: string;
  groupId: string;
  onBatch: (payload: SessionBatch) => Promise<void>;
  /** Other partitions may be assigned now. */
  onJoin: () => void;
  /** Called each time that the broker has answered a fetch. */
  works: () => void;
};

/** A batch came to a consumer that was given up; kafkajs does not start that one again. */
class SessionOver extends Error {
  readonly retriable = false;
}

/**
 * One kafkajs consumer, from its connection to its first fault. Nothing of it is used again then: kafkajs starts some of
 * its failures again by itself, and others never, so none is left to it.
 *
 * With each place in the log the id of its topic is kept. A place in a topic that was deleted says nothing of the one
 * that was created in its stead, so that one is read from its beginning, whoever committed there unaware.
 */
export class ConsumerSession implements Session {
  readonly ended: Promise<unknown>;
  #end: (reason: unknown) => void = () => undefined;
  readonly #consumer: Consumer;
  readonly #stallWatch: StallWatch;
  readonly #starting: Promise<void>;
  #topicWatch: TopicWatch | undefined;
  #topicId = '';
  #placesFound: Promise<void> = Promise.resolve();
  #joined = false;
  #over = false;

  constructor(private readonly options: Options) {
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      // A message ends the wait at once; this is how often it asks while there is none.
      maxWaitTimeInMs: 2_000,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: 1_000,
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      // Nothing of ours is sent in transactions. One that somebody leaves open must not hold the log up.
      readUncommitted: true,
      retry: { retries: 5, restartOnFailure: async () => false },
    });
    this.#stallWatch = new StallWatch(this.#consumer, this.#end);
    this.#listen();
    this.#stallWatch.start();
    this.#starting = this.#start().catch(this.#end);
  }

  /** True once it was given up: whatever it still has at hand will be read again. */
  get isOver(): boolean {
    return this.#over;
  }

  /** To be called while work goes on, more often than every 30 s. */
  alive(): void {
    this.#stallWatch.alive();
  }

  /** Keeps the place after this offset. */
  async commitPast(partition: number, offset: string): Promise<void> {
    const { topic } = this.options;
    const next = String(BigInt(offset) + 1n);
    const metadata = `${TOPIC_ID}${this.#topicId}`;
    await this.#consumer.commitOffsets([{ topic, partition, offset: next, metadata }]);
  }

  /** Finishes what is at hand, then leaves the group. */
  async close(): Promise<void> {
    this.#over = true;
    this.#stallWatch.stop();
    this.#topicWatch?.stop();
    // Only a consumer that has started can be stopped; one that was told before would run for ever.
    const left = this.#starting.then(() => this.#consumer.disconnect());
    // kafkajs waits for the group to answer a join, which takes as long as the session of a member that was killed.
    // Who has not joined has nothing at hand.
    await (this.#joined ? left : Promise.race([left.catch(() => undefined), sleep(UNJOINED_GOODBYE_MS)]));
  }

  async #start(): Promise<void> {
    const { kafka, topic } = this.options;
    const id = await topicIdOf(kafka.brokers, topic);
    if (id === undefined) throw new StoreUnavailable(`Kafka has no topic ${topic}`);
    this.#topicId = id;
    await this.#consumer.connect();
    if (this.#over) return;
    await this.#consumer.subscribe({ topic, fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async (payload) => {
        await this.#placesFound;
        if (this.#over) throw new SessionOver('this consumer was given up');
        await this.options.onBatch({ ...payload, session: this });
      },
    });
    if (this.#over) return;
    this.#topicWatch = new TopicWatch({ kafka, topic, id, onAnother: this.#end });
  }

  #listen(): void {
    const { events } = this.#consumer;
    const works = (): void => {
      if (!this.#over) this.options.works();
    };
    this.#consumer.on(events.FETCH, works);
    this.#consumer.on(events.GROUP_JOIN, (event) => {
      this.#joined = true;
      this.#placesFound = this.#passOverForeignPlaces(event);
      this.options.onJoin();
      if (assignedIn(event).length === 0) works();
    });
    this.#consumer.on(events.REBALANCING, () => (this.#joined = false));
    this.#consumer.on(events.CRASH, ({ payload }) => this.#end(payload.error));
    this.#consumer.on(events.END_BATCH_PROCESS, ({ payload }) => {
      // Markers of transactions are never handed out; a batch of nothing else is passed here.
      if (payload.batchSize === 0)
        void this.commitPast(payload.partition, payload.lastOffset).catch(() => undefined);
    });
  }

  /** Begins at the beginning where the place that is kept belongs to another topic of this name. */
  async #passOverForeignPlaces(event: ConsumerGroupJoinEvent): Promise<void> {
    const { kafka, topic, groupId } = this.options;
    const assigned = new Set(assignedIn(event));
    if (assigned.size === 0) return;
    try {
      const [answer] = await withAdmin(kafka, (admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
      for (const { partition, metadata } of answer?.partitions ?? []) {
        const isForeign = metadata?.startsWith(TOPIC_ID) && metadata !== `${TOPIC_ID}${this.#topicId}`;
        if (isForeign && assigned.has(partition)) this.#consumer.seek({ topic, partition, offset: '0' });
      }
    } catch (error) {
      this.#end(error);
    }
  }
}

const assignedIn = ({ payload }: ConsumerGroupJoinEvent): number[] =>
  Object.values(payload.memberAssignment).flat();
