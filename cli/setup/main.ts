import { orExit, readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { captureOutput } from '@/src/infrastructure/logging/capture-output';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { setupEnv } from './env';
import { setUpStores } from './set-up-stores';

// The one-shot set-up for a deployment: the same steps that `npm start` runs.
const logger = createLogger({ service: 'setup', level: 'info' });
captureOutput(logger);
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
    logger.info(title);
    return work();
  },
);
