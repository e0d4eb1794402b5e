import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Where the stores are, for a command: from the environment, or else from the `services.json` of a running product. */
export const commandEnv = z.object({
  PORTARIA_HOME: z.string().default('.portaria'),
  KAFKA_BROKERS: z.string().min(1),
  ACTIVEMQ_URL: z.url(),
  ELASTICSEARCH_URL: z.url(),
  REDIS_URL: z.url(),
  DATABASE_URL: z.url(),
});

const servicesFile = z.object({
  kafka: z.object({ brokers: z.string() }),
  activemq: z.object({ url: z.string() }),
  elasticsearch: z.object({ url: z.string() }),
  redis: z.object({ url: z.string() }),
  postgres: z.object({ url: z.string() }),
});

/** Ends the process with one sentence where nothing says where the stores are. */
export const readCommandEnv = (): z.output<typeof commandEnv> => {
  const result = commandEnv.safeParse({
    ...fromServicesFile(process.env.PORTARIA_HOME ?? '.portaria'),
    ...process.env,
  });
  if (result.success) return result.data;
  const missing = result.error.issues.map(({ path: names }) => names.join('.')).join(', ');
  process.stderr.write(`Start Portaria with \`npm start\` first, or set ${missing} (see .env.example).\n`);
  return process.exit(2);
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
