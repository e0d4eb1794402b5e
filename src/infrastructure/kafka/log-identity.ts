import type { Kafka } from 'kafkajs';
import type { LogPosition } from '@/src/application/ports/registration-logs';
import { withAdmin } from './kafka-client';

/**
 * Tells whether a topic is still the one of which something was read. kafkajs speaks no version of the protocol that
 * carries topic ids, so it is asked by time: in the same log whatever is later than all that was read stands behind it.
 * In one that was created anew such messages stand in front, or the log is shorter.
 */
export class LogIdentity {
  #latestMs = 0;

  /** A message was read; `timestamp` in milliseconds, as the broker gives it. */
  saw(timestamp: string): void {
    this.#latestMs = Math.max(this.#latestMs, Number(timestamp));
  }

  /** `next`: the offset after the last one read, by partition. Rejects where the broker does not answer. */
  async isAnother(kafka: Kafka, topic: string, next: LogPosition): Promise<boolean> {
    if (next.size === 0 || this.#latestMs === 0) return false;
    const later = await withAdmin(kafka, (admin) =>
      admin.fetchTopicOffsetsByTimestamp(topic, this.#latestMs + 1),
    );
    const found = new Map(later.map(({ partition, offset }) => [partition, BigInt(offset)]));
    return [...next].some(([partition, offset]) => (found.get(partition) ?? -1n) < offset);
  }
}
