import type { ServiceOverrides } from './launcher-env';
import { postgresDatabase } from './postgres/postgres';
import type { Program } from './program';
import type { Secrets } from './secrets';
import type { ServerName } from './server-name';
import { portOf } from './server-setting';

/** Where the five servers are, with credentials in the addresses, for any client. */
export type ServicesInUse = {
  kafka: { brokers: string };
  /** `jolokia` is null for an ActiveMQ of somebody else whose Jolokia address we were not told. */
  activemq: { url: string; jolokia: string | null };
  elasticsearch: { url: string };
  redis: { url: string };
  postgres: { url: string };
};

/** The given addresses, and ours for the rest. */
export const servicesInUse = (
  env: ServiceOverrides,
  own: Map<ServerName, Program>,
  secrets: Secrets,
): ServicesInUse => {
  const address = (server: ServerName, port: string = server): string =>
    `127.0.0.1:${portOf(own.get(server)?.ports ?? {}, port)}`;
  const broker = `${secrets.activemq.user}:${secrets.activemq.password}`;
  const database = `${secrets.postgres.user}:${secrets.postgres.password}`;
  return {
    kafka: { brokers: env.KAFKA_BROKERS ?? address('kafka') },
    activemq: env.ACTIVEMQ_URL
      ? { url: env.ACTIVEMQ_URL, jolokia: env.ACTIVEMQ_JOLOKIA_URL ?? null }
      : {
          url: `stomp://${broker}@${address('activemq')}`,
          jolokia: `http://${broker}@${address('activemq', 'activemq-jolokia')}/jolokia`,
        },
    elasticsearch: { url: env.ELASTICSEARCH_URL ?? `http://${address('elasticsearch')}` },
    redis: { url: env.REDIS_URL ?? `redis://${address('redis')}` },
    postgres: {
      url: env.DATABASE_URL ?? `postgresql://${database}@${address('postgres')}/${postgresDatabase}`,
    },
  };
};
