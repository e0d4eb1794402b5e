import path from 'node:path';
import { BUILD_TARGETS } from '../builds/build-product';
import { edgeSettings, type LauncherEnv } from '../home/launcher-env';
import { readSecrets } from '../home/secrets';
import { openPortMemory } from '../ports/port-memory';
import type { Environment } from '../processes/spawn';
import type { ServicesInUse } from '../servers/services-in-use';
import type { AppSetting } from './app-programs';

type Product = { home: string; env: LauncherEnv; mode: AppSetting['mode']; inUse: ServicesInUse };

/** What web and workers are told: the addresses of the servers, their ports and the secrets of this home. */
export const appSetting = async ({ home, env, mode, inUse }: Product): Promise<AppSetting> => {
  const memory = openPortMemory(home);
  const ports = {
    web: env.PORT,
    orchestrator: await memory.take('orchestrator-health'),
    'mq-consumer': await memory.take('mq-consumer-health'),
  };
  const secrets = readSecrets(home);
  return {
    home,
    mode,
    ports,
    target: BUILD_TARGETS[env.PORTARIA_BUILD],
    env: {
      shared: {
        KAFKA_BROKERS: inUse.kafka.brokers,
        ACTIVEMQ_URL: inUse.activemq.url,
        ELASTICSEARCH_URL: inUse.elasticsearch.url,
        REDIS_URL: inUse.redis.url,
        DATABASE_URL: inUse.postgres.url,
        LOG_LEVEL: env.LOG_LEVEL,
        STOP_TIMEOUT_MS: '8000',
      },
      own: {
        web: {
          PORT: String(ports.web),
          NEXTAUTH_SECRET: secrets.nextAuthSecret,
          REGISTRATION_SECRET: secrets.registrationSecret,
          ...edgeSettings.parse(env),
        },
        orchestrator: { ORCHESTRATOR_HEALTH_PORT: String(ports.orchestrator) },
        'mq-consumer': {
          MQ_CONSUMER_HEALTH_PORT: String(ports['mq-consumer']),
          REGISTRATION_SECRET: secrets.registrationSecret,
          ...mailSetting({ home, env }),
        },
      },
    },
  };
};

/** Where mails go that no server takes, and where their links lead. */
const mailSetting = ({ home, env }: Pick<Product, 'home' | 'env'>): Environment => ({
  MAIL_FOLDER: path.join(home, 'mail'),
  PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
});
