import type { Kafka, Producer } from 'kafkajs';
import {
  encodeDecided,
  encodeSubmitted,
  ORCHESTRATOR_GROUP,
  TOPICS,
} from '@/src/application/contracts/messages';
import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';

const GROUPS = [
  { groupId: ORCHESTRATOR_GROUP, topic: TOPICS.submitted },
  { groupId: 'orchestrator-decisions', topic: TOPICS.decided },
];

/** The two logs in Kafka, written in large batches. */
export class SeedLogs {
  private constructor(
    private readonly kafka: Kafka,
    private readonly producer: Producer,
  ) {}

  static async open(kafka: Kafka): Promise<SeedLogs> {
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return new SeedLogs(kafka, producer);
  }

  async addSubmitted(registrations: readonly SubmittedRegistration[]): Promise<void> {
    const messages = registrations.map((one) => ({ key: one.id, value: encodeSubmitted(one) }));
    await this.producer.send({ topic: TOPICS.submitted, acks: -1, messages });
  }

  async addDecided(decisions: readonly Decision[]): Promise<void> {
    const messages = decisions.map((one) => ({ key: one.registrationId, value: encodeDecided(one) }));
    await this.producer.send({ topic: TOPICS.decided, acks: -1, messages });
  }

  /** Everything in the logs is done already: the groups of the workers go on behind it. Fails while they run. */
  async moveGroups(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      for (const { groupId, topic } of GROUPS) {
        const ends = await admin.fetchTopicOffsets(topic);
        const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
        await admin.setOffsets({ groupId, topic, partitions });
      }
    } finally {
      await admin.disconnect();
    }
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }
}
