import type { Kafka } from 'kafkajs';
import { withAdmin } from './kafka-client';

/** How many messages of a topic a consumer group has not committed yet. */
export const lagOf = (kafka: Kafka, group: { groupId: string; topic: string }): Promise<number> =>
  withAdmin(kafka, async (admin) => {
    const [ends, [committed]] = await Promise.all([
      admin.fetchTopicOffsets(group.topic),
      admin.fetchOffsets({ groupId: group.groupId, topics: [group.topic] }),
    ]);
    const lags = ends.map(({ partition, high, low }) => {
      const offset = committed?.partitions.find((one) => one.partition === partition)?.offset;
      // -1: nothing is committed yet, and reading begins at the start.
      const next = offset === undefined || Number(offset) < 0 ? Number(low) : Number(offset);
      return Math.max(0, Number(high) - next);
    });
    return lags.reduce((sum, lag) => sum + lag, 0);
  });
