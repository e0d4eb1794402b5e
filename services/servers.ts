import path from 'node:path';

import { activemqProgram } from './activemq/activemq';
import { elasticsearchProgram } from './elasticsearch/elasticsearch';
import { folderIn } from './home';
import { kafkaProgram } from './kafka/kafka';
import type { ServiceOverrides } from './launcher-env';
import { findRunning } from './pid-file';
import type { PortMemory } from './port-memory';
import { postgresProgram } from './postgres/postgres';
import type { Program } from './program';
import { redisProgram } from './redis/redis';
import type { Secrets } from './secrets';
import { serverNames, type ServerName } from './server-name';
import type { ServerSetting } from './server-setting';

type Server = {
  program: (setting: ServerSetting) => Program;
  /** The names of its ports; the first is the one that clients use. */
  ports: string[];
  replacedBy: keyof ServiceOverrides;
};

export const servers: Record<ServerName, Server> = {
  kafka: { program: kafkaProgram, ports: ['kafka', 'kafka-controller'], replacedBy: 'KAFKA_BROKERS' },
  activemq: { program: activemqProgram, ports: ['activemq', 'activemq-jolokia'], replacedBy: 'ACTIVEMQ_URL' },
  elasticsearch: {
    program: elasticsearchProgram,
    ports: ['elasticsearch', 'elasticsearch-transport'],
    replacedBy: 'ELASTICSEARCH_URL',
  },
  redis: { program: redisProgram, ports: ['redis'], replacedBy: 'REDIS_URL' },
  postgres: { program: postgresProgram, ports: ['postgres'], replacedBy: 'DATABASE_URL' },
};

/** The servers that we start ourselves: all but those whose address is given. */
export const ownServers = (env: ServiceOverrides): ServerName[] =>
  serverNames.filter((name) => !env[servers[name].replacedBy]);

type Surroundings = { home: string; java: string; memory: PortMemory; secrets: Secrets };

/** A server of ours, ready to be supervised, with its ports: those it runs on already, else remembered or new ones. */
export const programOf = async (
  name: ServerName,
  { home, java, memory, secrets }: Surroundings,
): Promise<Program> => {
  const folder = folderIn(home, name);
  const running = findRunning(path.join(folder, 'server.pid'));
  const ports = running?.ports ?? (await takePorts(servers[name].ports, memory));
  return servers[name].program({ folder, java, ports, secrets });
};

const takePorts = async (names: string[], memory: PortMemory): Promise<Record<string, number>> => {
  const ports: Record<string, number> = {};
  for (const name of names) ports[name] = await memory.take(name);
  return ports;
};
