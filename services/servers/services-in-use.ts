import { rmSync } from 'node:fs';
import path from 'node:path';
import { writeJsonFile } from '../home/files';
import { folderIn } from '../home/home-folder';
import type { ServiceOverrides } from '../home/launcher-env';
import type { Secrets } from '../home/secrets';
import { portOf } from '../ports/port-memory';
import type { Program } from '../processes/program';
import { POSTGRES_DATABASE } from './postgres/postgres';
import type { ServerName } from './server-program';

/** Where the five servers are, with credentials in the addresses, for any client. */
export type ServicesInUse = {
  kafka: { brokers: string };
  /** `jolokia` is null for an ActiveMQ of somebody else whose Jolokia address we were not told. */
  activemq: { url: string; jolokia: string | null };
  elasticsearch: { url: string };
  redis: { url: string };
  postgres: { url: string };
};

type ProcessName = 'launcher' | 'web' | 'orchestrator' | 'mq-consumer';
/** What `services.json` holds: the addresses, and the pids of whatever of ours runs. */
export type ServicesFile = ServicesInUse & {
  processes: Partial<Record<ProcessName, number>>;
  web?: { url: string };
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
      url: env.DATABASE_URL ?? `postgresql://${database}@${address('postgres')}/${POSTGRES_DATABASE}`,
    },
  };
};

/** `services.json` in the home (mode 0600): where everything is, so that anybody can look inside with a client. */
export const writeServicesFile = (home: string, content: ServicesFile): void =>
  writeJsonFile(fileIn(home), content);

/** A stopped product has no addresses; those of its last run would lead somewhere else by and by. */
export const forgetServicesFile = (home: string): void => rmSync(fileIn(home), { force: true });

const fileIn = (home: string): string => path.join(folderIn(home), 'services.json');
