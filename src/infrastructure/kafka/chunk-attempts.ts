import type { Admin, Consumer, Kafka } from 'kafkajs';

export type Place = { partition: number; offset: string };

/**
 * How often the work at a place in the log was begun, kept in the metadata of the group's own committed offset, so that
 * it outlives the process. Written only where a process begins with a partition, and while a suspect is looked for.
 */
export class ChunkAttempts {
  readonly #admin: Admin;
  #connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly consumer: Consumer,
    private readonly group: { groupId: string; topic: string },
  ) {
    this.#admin = kafka.admin();
  }

  /** The attempts that were begun at exactly this place and never ended. */
  async at({ partition, offset }: Place): Promise<number> {
    this.#connected ??= this.#admin.connect();
    await this.#connected;
    const { groupId, topic } = this.group;
    const [answer] = await this.#admin.fetchOffsets({ groupId, topics: [topic] });
    const committed = answer?.partitions.find((one) => one.partition === partition);
    return committed?.offset === offset ? Number(committed.metadata || 0) : 0;
  }

  /** Says before the work how often it has been begun, this time included; 0 settles it. */
  async write({ partition, offset }: Place, attempts: number): Promise<void> {
    const metadata = attempts > 0 ? String(attempts) : null;
    await this.consumer.commitOffsets([{ topic: this.group.topic, partition, offset, metadata }]);
  }

  async close(): Promise<void> {
    await this.#admin.disconnect();
  }
}
