import { kafkaClient, type StoreAddresses } from '../../../invariants/store-clients';
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
  scenario: async (run) => {
    await run.start('web', 'orchestrator', 'mq-consumer');
    await run.signUp(12);
    await run.untilPending();
    await run.decide('approve');
    await run.untilIdle();
    await run.app('orchestrator').stop();
    await readAgain(run.servers.direct);
    await run.start('orchestrator');
    await run.untilIdle();
  },
};

const readAgain = async (addresses: StoreAddresses): Promise<void> => {
  const admin = kafkaClient(addresses).admin();
  await admin.connect();
  try {
    await admin.resetOffsets({ groupId: 'orchestrator', topic: 'registrations.submitted', earliest: true });
  } finally {
    await admin.disconnect();
  }
};
