import type { Consumer, Kafka } from 'kafkajs';
import { handlingAfter, type Handling } from '@/src/application/routing/poison-policy';
import { withAdmin } from './kafka-client';

export const CHUNK_SIZE = 200;

export type Place = { partition: number; offset: string };

/**
 * Finds the message that ends its process. The first chunk of a partition after a start may have ended the process
 * before; once its attempts call for it, its messages are worked on one by one until the chunk is past.
 */
export class PoisonIsolation {
  /** By partition: the offset up to which messages are worked on alone. Missing where nobody has looked yet. */
  readonly #aloneUntil = new Map<number, bigint>();

  constructor(private readonly attempts: ChunkAttempts) {}

  /** Every partition may come from a process that died: look again. */
  forget(): void {
    this.#aloneUntil.clear();
  }

  /** How the work at this place is to be done. It is counted as begun, unless there is to be none. */
  async begin(place: Place): Promise<Handling> {
    const offset = BigInt(place.offset);
    const known = this.#aloneUntil.get(place.partition);
    if (known !== undefined && offset >= known) return 'in-batch';

    const attempts = known === undefined ? await this.attempts.at(place) : 0;
    const handling = handlingAfter(attempts);
    const aloneUntil = known ?? (handling === 'in-batch' ? offset : offset + BigInt(CHUNK_SIZE));
    this.#aloneUntil.set(place.partition, aloneUntil);
    if (handling === 'dead-letter') return handling;
    await this.attempts.write(place, attempts + 1);
    return offset < aloneUntil ? 'alone' : 'in-batch';
  }

  /** The process has outlived the work at this place, whatever comes next. */
  async settle(place: Place): Promise<void> {
    await this.attempts.write(place, 0);
  }
}

/**
 * How often the work at a place in the log was begun, kept in the metadata of the group's own committed offset, so that
 * it outlives the process. Written only where a process begins with a partition, and during isolation.
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
