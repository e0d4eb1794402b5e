import { buildWithMaven, isBuilt, type MavenServer } from '../builds/maven-build';
import { folderIn } from '../home/home-folder';
import type { ServiceOverrides } from '../home/launcher-env';
import type { Secrets } from '../home/secrets';
import type { PortMemory } from '../ports/port-memory';
import { findRunning } from '../processes/process-identity';
import type { Program } from '../processes/program';
import type { OnStep } from '../terminal/step-reporter';
import { activemqProgram } from './activemq/activemq';
import { elasticsearchProgram } from './elasticsearch/elasticsearch';
import { kafkaProgram } from './kafka/kafka';
import { postgresProgram } from './postgres/postgres';
import { redisProgram } from './redis/redis';
import {
  type Java,
  SERVER_NAMES,
  type ServerName,
  serverPidFile,
  type ServerSetting,
} from './server-program';

type Server = {
  program: (setting: ServerSetting) => Program;
  /** The names of its ports; the first is the one that clients use. */
  ports: string[];
  replacedBy: keyof ServiceOverrides;
};

const SERVERS: Record<ServerName, Server> = {
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
  SERVER_NAMES.filter((name) => !env[SERVERS[name].replacedBy]);

type StartContext = { home: string; java: Java; memory: PortMemory; secrets: Secrets };

/** A server of ours, ready to be supervised, with its ports: those it runs on already, else remembered or new ones. */
export const programOf = async (
  name: ServerName,
  { home, java, memory, secrets }: StartContext,
): Promise<Program> => {
  const folder = folderIn(home, name);
  const running = findRunning(serverPidFile(folder));
  const ports = running?.ports ?? (await takePorts(SERVERS[name].ports, memory));
  return SERVERS[name].program({ folder, java, ports, secrets });
};

const takePorts = async (names: string[], memory: PortMemory): Promise<Record<string, number>> => {
  const ports: Record<string, number> = {};
  for (const name of names) ports[name] = await memory.take(name);
  return ports;
};

/** Fetches and builds what is missing of these servers. Nothing is done, or said, where everything is there. */
export const fetchServers = async (
  names: ServerName[],
  { onStep, signal }: { onStep: OnStep; signal?: AbortSignal },
): Promise<void> => {
  const missing = names.filter((name) => name !== 'postgres').filter((name: MavenServer) => !isBuilt(name));
  if (missing.length === 0) return;
  await onStep(`Fetching ${missing.join(', ')} with Maven`, () => buildWithMaven(missing, { signal }));
};
