import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { serverAddresses } from '@/src/infrastructure/environment/process-env';
import { EnvironmentError, readEnvironment } from '@/src/infrastructure/environment/read-environment';

/** The environment of a command: where the stores are, and the folder whose `services.json` says so otherwise. */
export const commandEnv = serverAddresses.extend({ PORTARIA_HOME: z.string().default('.portaria') });

const servicesFile = z.object({
  kafka: z.object({ brokers: z.string() }),
  activemq: z.object({ url: z.string() }),
  elasticsearch: z.object({ url: z.string() }),
  redis: z.object({ url: z.string() }),
  postgres: z.object({ url: z.string() }),
});

/**
 * The environment, completed from the `services.json` of a running product. Ends the process (exit code 2) with one
 * sentence where nothing says where the stores are.
 */
export const readCommandEnv = (): z.output<typeof commandEnv> => {
  const home = process.env.PORTARIA_HOME || '.portaria';
  const given = Object.entries(process.env).filter(([, value]) => value !== '');
  try {
    return readEnvironment(commandEnv, { ...fromServicesFile(home), ...Object.fromEntries(given) });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`Start Portaria with \`npm start\` first. ${error.message}\n`);
    return process.exit(2);
  }
};

const fromServicesFile = (home: string): Record<string, string> => {
  let text: string;
  try {
    text = readFileSync(path.join(home, 'services.json'), 'utf8');
  } catch {
    return {};
  }
  const { kafka, activemq, elasticsearch, redis, postgres } = servicesFile.parse(JSON.parse(text));
  return {
    KAFKA_BROKERS: kafka.brokers,
    ACTIVEMQ_URL: activemq.url,
    ELASTICSEARCH_URL: elasticsearch.url,
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
  };
};
