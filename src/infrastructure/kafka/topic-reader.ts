import type { Kafka } from 'kafkajs';
import type { LogPosition } from '@/src/application/ports/log-archive';
import { readTopic } from './read-topic';
import type { PlacedMessage } from './reading';

/** Reads a topic to its end, and at the next call only what was added since. Not to be called while a call is under way. */
export class TopicReader {
  #next: LogPosition = new Map();

  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
  ) {}

  /** Visits each message once, in order within its partition. */
  async readOn(onMessage: (message: PlacedMessage) => void): Promise<void> {
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
