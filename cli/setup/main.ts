import { orExit, readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { setupEnv } from './env';
import { setUpStores } from './set-up-stores';

// The one-shot set-up for a deployment: the same steps that `npm start` runs.
const env = orExit(() => readEnvironment(setupEnv));

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
