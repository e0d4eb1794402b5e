import { Client } from 'pg';
import type { Guard } from './guard';

/** Two reviewers decide each registration both ways at the same moment, through two web processes. */
export const primaryKey: Guard = {
  name: 'primary-key',
  what: 'the primary key of decisions as arbiter',
  breaks: ['I7', 'I9', 'I4'],
  removeFromStores: async ({ servers }) => {
    const client = new Client({ connectionString: servers.direct.postgres.url });
    await client.connect();
    try {
      await client.query('ALTER TABLE decisions DROP CONSTRAINT decisions_pkey');
    } finally {
      await client.end();
    }
  },
  play: async (scene) => {
    await scene.start('web', 'orchestrator', 'mq-consumer');
    await scene.signUp(30);
    await scene.untilPending();
    await scene.decide('approve', 'reject');
    await scene.rest();
  },
};
