import { Kafka, logLevel } from 'kafkajs';
import type { ServicesInUse } from '@/services/services-in-use';
import type { Guard } from './guard';

/** Everything is decided and recorded; then the log of sign-ups is read again from its beginning. */
export const externalVersion: Guard = {
  name: 'external-version',
  what: 'external versions of the documents in Elasticsearch',
  breaks: ['I6'],
  patched: {
    app: 'orchestrator',
    patches: [
      {
        file: 'src/infrastructure/elasticsearch/elasticsearch-registration-records.ts',
        find: '{ index: { _id: document.registrationId, version, version_type: versionType } }',
        replace: '{ index: { _id: document.registrationId } }',
      },
    ],
  },
  play: async (scene) => {
    await scene.start('web', 'orchestrator', 'mq-consumer');
    await scene.signUp(12);
    await scene.untilPending();
    await scene.decide('approve');
    await scene.rest();
    await scene.app('orchestrator').stop();
    await readAgain(scene.servers.direct);
    await scene.start('orchestrator');
    await scene.rest();
  },
};

const readAgain = async ({ kafka }: ServicesInUse): Promise<void> => {
  const brokers = kafka.brokers.split(',');
  const admin = new Kafka({ clientId: 'chaos', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.resetOffsets({ groupId: 'orchestrator', topic: 'registrations.submitted', earliest: true });
  } finally {
    await admin.disconnect();
  }
};
