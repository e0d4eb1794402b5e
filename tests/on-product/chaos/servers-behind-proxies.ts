import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderIn } from '@/services/home/home-folder';
import { readSecrets } from '@/services/home/secrets';
import { openPortMemory, portOf } from '@/services/ports/port-memory';
import type { Program } from '@/services/processes/program';
import { Supervised } from '@/services/processes/supervise';
import { findJava } from '@/services/servers/requirements';
import { SERVER_NAMES, type ServerName } from '@/services/servers/server-program';
import { fetchServers, programOf } from '@/services/servers/servers';
import type { ServicesInUse } from '@/services/servers/services-in-use';
import { startServices } from '@/services/servers/start-services';
import type { OnStep } from '@/services/terminal/step-reporter';
import { FaultProxy } from '../../harness/fault-proxy';

export type ServersBehindProxies = {
  /** For whoever sets up and looks in: the servers themselves, except Kafka, which knows only its proxy's address. */
  direct: ServicesInUse;
  /** For the product: every server behind its proxy. */
  proxied: ServicesInUse;
  server: (name: ServerName) => Supervised;
  proxy: (name: ServerName) => FaultProxy;
  stop: () => Promise<void>;
};

type Setting = { home: string; onStep: OnStep; say: (line: string) => void; signal?: AbortSignal };

/** The five servers in a home of their own, each with a proxy in front of it. */
export const startServersBehindProxies = async (setting: Setting): Promise<ServersBehindProxies> => {
  const kafka = await startKafkaBehindProxy(setting);
  try {
    return await startOthers(kafka, setting);
  } catch (error) {
    await stopKafka(kafka);
    throw error;
  }
};

const startOthers = async (kafka: KafkaBehindProxy, setting: Setting): Promise<ServersBehindProxies> => {
  const env = { KAFKA_BROKERS: kafka.brokers, JAVA_HOME: process.env.JAVA_HOME };
  const services = await startServices({ ...setting, env });
  const direct = services.inUse;
  const proxies = {
    kafka: kafka.proxy,
    activemq: await FaultProxy.open(portIn(direct.activemq.url)),
    elasticsearch: await FaultProxy.open(portIn(direct.elasticsearch.url)),
    redis: await FaultProxy.open(portIn(direct.redis.url)),
    postgres: await FaultProxy.open(portIn(direct.postgres.url)),
  };
  const behind = (name: Exclude<ServerName, 'kafka'>): string =>
    direct[name].url.replace(`:${portIn(direct[name].url)}`, `:${proxies[name].port}`);
  return {
    direct,
    proxied: {
      kafka: direct.kafka,
      activemq: { url: behind('activemq'), jolokia: direct.activemq.jolokia },
      elasticsearch: { url: behind('elasticsearch') },
      redis: { url: behind('redis') },
      postgres: { url: behind('postgres') },
    },
    server: (name) => (name === 'kafka' ? kafka.server : services.server(name)),
    proxy: (name) => proxies[name],
    stop: async () => {
      await Promise.all([services.stop(setting.onStep), kafka.server.stop()]);
      await Promise.all(SERVER_NAMES.map((name) => proxies[name].close()));
    },
  };
};

const portIn = (url: string): number => Number(new URL(url).port);

export type KafkaBehindProxy = { server: Supervised; proxy: FaultProxy; brokers: string };

/**
 * Kafka that names the proxy as its address. A client asks any broker where the partitions are and then connects to the
 * address it is told, so a proxy that the broker does not know of would be passed by.
 */
export const startKafkaBehindProxy = async ({
  home,
  onStep,
  say,
}: Omit<Setting, 'signal'>): Promise<KafkaBehindProxy> => {
  await fetchServers(['kafka'], { onStep });
  const program = await programOf('kafka', {
    home,
    java: await findJava(process.env.JAVA_HOME),
    memory: openPortMemory(home),
    secrets: readSecrets(home),
  });
  const proxy = await FaultProxy.open(portOf(program.ports, 'kafka'));
  const server = new Supervised(advertising(program, proxy.port, folderIn(home, 'kafka')), { say });
  await onStep(`Kafka on 127.0.0.1:${program.ports['kafka']}, reached by ${proxy.port}`, () =>
    server.start(),
  );
  return { server, proxy, brokers: `127.0.0.1:${proxy.port}` };
};

export const stopKafka = async ({ server, proxy }: KafkaBehindProxy): Promise<void> => {
  await server.stop();
  await proxy.close();
};

const advertising = (program: Program, port: number, folder: string): Program => ({
  ...program,
  prepare: async (signal) => {
    const command = await program.prepare(signal);
    const file = path.join(folder, 'server.properties');
    const properties = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      properties.replace(
        /^advertised\.listeners=PLAINTEXT:\/\/127\.0\.0\.1:\d+/m,
        `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
      ),
    );
    return command;
  },
});
