import type { Consumer, Kafka } from 'kafkajs';
import { withAdmin } from './with-admin';

export type Place = { partition: number; offset: string };

/**
 * How often the work at a place in the log was begun, kept in the metadata of the group's own committed offset, so that
 * it outlives the process. Written only where a process begins with a partition, and while a suspect is looked for.
 */
export class ChunkAttempts {
  constructor(
    private readonly kafka: Kafka,
    private readonly consumer: Consumer,
    private readonly group: { groupId: string; topic: string },
  ) {}

  /** The attempts that were begun at exactly this place and never ended. */
  async at({ partition, offset }: Place): Promise<number> {
    const { groupId, topic } = this.group;
    const [answer] = await withAdmin(this.kafka, (admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
    const committed = answer?.partitions.find((one) => one.partition === partition);
    return committed?.offset === offset ? Number(committed.metadata || 0) : 0;
  }

  /** Says before the work how often it has been begun, this time included; 0 settles it. */
  async write({ partition, offset }: Place, attempts: number): Promise<void> {
    const metadata = attempts > 0 ? String(attempts) : null;
    await this.consumer.commitOffsets([{ topic: this.group.topic, partition, offset, metadata }]);
  }
}
