import type { Kafka } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import { withAdmin } from './kafka-client';
import { KEPT_FOR_EVER, mendTopics } from './topic-settings';

const PARTITIONS = 4;

/**
 * Creates the topics that are missing, on one broker or more, and mends those that would lose messages. A single broker has no replicas to rely on, so it writes
 * each batch to disk (`flush.messages=1`) before it acknowledges.
 */
export const createTopics = (kafka: Kafka): Promise<void> =>
  withAdmin(kafka, async (admin) => {
    const { brokers } = await admin.describeCluster();
    const replicationFactor = Math.min(brokers.length, 3);
    const durability =
      replicationFactor === 1
        ? { name: 'flush.messages', value: '1' }
        : { name: 'min.insync.replicas', value: String(replicationFactor - 1) };
    const forEver = Object.entries(KEPT_FOR_EVER).map(([name, value]) => ({ name, value }));
    const existing = new Set(await admin.listTopics());
    const topics = Object.values(TOPICS)
      .filter((topic) => !existing.has(topic))
      .map((topic) => ({
        topic,
        numPartitions: PARTITIONS,
        replicationFactor,
        configEntries: [durability, ...forEver],
      }));
    await mendTopics(
      admin,
      Object.values(TOPICS).filter((topic) => existing.has(topic)),
    );
    if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
  });
