import { z } from 'zod';
import { commonEnv, readEnv } from '../env';
import { setUpStores } from './set-up-stores';

// The one-shot set-up for a deployment: the same steps that `npm start` runs.
const env = readEnv(
  commonEnv.pick({ KAFKA_BROKERS: true }).extend({
    DATABASE_URL: z.url(),
    ELASTICSEARCH_URL: z.url(),
    PORTARIA_ADMIN_EMAIL: z.email(),
    PORTARIA_ADMIN_PASSWORD: z.string().min(12),
  }),
);

await setUpStores(
  {
    databaseUrl: env.DATABASE_URL,
    kafkaBrokers: env.KAFKA_BROKERS,
    elasticsearchUrl: env.ELASTICSEARCH_URL,
    adminEmail: env.PORTARIA_ADMIN_EMAIL,
    adminPassword: env.PORTARIA_ADMIN_PASSWORD,
  },
  async (title, work) => {
    process.stdout.write(`${title} …\n`);
    return work();
  },
);
