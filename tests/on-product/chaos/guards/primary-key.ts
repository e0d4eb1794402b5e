import { withStoreClients } from '../../../invariants/store-clients';
import type { Guard } from './guard';

/** Two reviewers decide each registration both ways at the same moment, through two web processes. */
export const primaryKey: Guard = {
  name: 'primary-key',
  what: 'the primary key of decisions as arbiter',
  breaks: ['I7', 'I9', 'I4'],
  removeFromStores: async ({ servers }) => {
    await withStoreClients(servers.direct, ({ postgres }) =>
      postgres.query('ALTER TABLE decisions DROP CONSTRAINT decisions_pkey'),
    );
  },
  scenario: async (run) => {
    await run.start('web', 'orchestrator', 'mq-consumer');
    await run.signUp(30);
    await run.untilPending();
    await run.decide('approve', 'reject');
    await run.untilIdle();
  },
};
