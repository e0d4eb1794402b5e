import type { PartitionerArgs } from 'kafkajs';

const STICKS_FOR_MS = 1_000;

/**
 * All that is sent within a second goes to one partition, in turn. Consumers work through one partition after the other, so
 * under load they find one batch where they would find a quarter of it in each of four, and a broker that writes to its
 * disk before it answers does so once. Kafka's own clients do the like for messages without a key (KIP-794). Nothing of
 * ours needs the messages of one registration in one partition: each may come twice, and from anywhere.
 */
export const stickyPartitioner =
  (nowMs: () => number = Date.now) =>
  () =>
  ({ partitionMetadata }: Pick<PartitionerArgs, 'partitionMetadata'>): number => {
    const led = partitionMetadata.filter(({ leader }) => leader >= 0);
    const partitions = led.length > 0 ? led : partitionMetadata;
    return partitions[Math.floor(nowMs() / STICKS_FOR_MS) % partitions.length]!.partitionId;
  };
