import type { KafkaClient } from './kafka-client';
import { topicIdOf } from './topic-id';

const CHECK_EVERY_MS = 5_000;

type Options = {
  kafka: KafkaClient;
  topic: string;
  /** The id of the topic that is being read. */
  id: string;
  onAnother: (error: Error) => void;
};

/**
 * Notices that a topic was deleted and created anew: whoever goes on reading where it was would miss what stands before.
 * Whatever was committed there meanwhile, the new topic has another id.
 */
export class TopicWatch {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: Options) {
    this.#timer = setInterval(() => void this.#check(), CHECK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #check(): Promise<void> {
    const { kafka, topic, id, onAnother } = this.options;
    try {
      const now = await topicIdOf(kafka.brokers, topic);
      if (now !== undefined && now !== id)
        onAnother(new Error(`${topic} is no longer the topic that was read`));
    } catch {
      // A broker that is away says nothing of the topic's identity.
    }
  }
}
