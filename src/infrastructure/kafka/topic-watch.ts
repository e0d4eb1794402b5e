import type { Kafka } from 'kafkajs';
import { withAdmin } from './kafka-client';

const CHECK_EVERY_MS = 5_000;

type Options = {
  topic: string;
  groupId: string;
  onFatal: (error: Error) => void;
};

/**
 * Notices that the topic of a consumer was deleted and created anew: the broker then forgets the places of its group, and
 * a consumer that goes on where it was would miss what stands before. The process ends, and its successor begins at the
 * beginning.
 */
export class TopicWatch {
  readonly #committed = new Set<number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: Options,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#check(), CHECK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** This consumer has kept its place in the partition. */
  committed(partition: number): void {
    this.#committed.add(partition);
  }

  async #check(): Promise<void> {
    if (this.#committed.size === 0) return;
    const { topic, groupId, onFatal } = this.options;
    try {
      const [answer] = await withAdmin(this.kafka, (admin) =>
        admin.fetchOffsets({ groupId, topics: [topic] }),
      );
      const places = new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      const forgotten = [...this.#committed].some((partition) => (places.get(partition) ?? -1) < 0);
      if (forgotten) onFatal(new Error(`${topic} is no longer the topic that was read`));
    } catch {
      // A broker that is away, or a topic that is gone just now, says nothing of its identity.
    }
  }
}
