import type { Progress } from '@/services/progress';
import { serverNames, type ServerName } from '@/services/server-name';
import type { ServicesInUse } from '@/services/services-in-use';
import { startServices } from '@/services/start-services';
import type { Supervised } from '@/services/supervise';
import { startKafkaBehindLink } from './kafka-behind-proxy';
import { Link } from '../../harness/fault-proxy';

export type FiveServers = {
  /** For whoever sets up and looks in: the servers themselves, except Kafka, which knows only its link's address. */
  direct: ServicesInUse;
  /** For the product: every server behind its link. */
  linked: ServicesInUse;
  server: (name: ServerName) => Supervised;
  link: (name: ServerName) => Link;
  stop: () => Promise<void>;
};

type Setting = { home: string; onStep: Progress; say: (line: string) => void; signal?: AbortSignal };

/** The five servers in a home of their own, each with a link in front of it. */
export const startFiveServers = async (setting: Setting): Promise<FiveServers> => {
  const kafka = await startKafkaBehindLink(setting);
  try {
    return await startOthers(kafka, setting);
  } catch (error) {
    await kafka.server.stop();
    await kafka.link.close();
    throw error;
  }
};

const startOthers = async (
  kafka: Awaited<ReturnType<typeof startKafkaBehindLink>>,
  setting: Setting,
): Promise<FiveServers> => {
  const env = { KAFKA_BROKERS: kafka.brokers, JAVA_HOME: process.env.JAVA_HOME };
  const services = await startServices({ ...setting, env });
  const direct = services.inUse;
  const links = {
    kafka: kafka.link,
    activemq: await Link.open(portIn(direct.activemq.url)),
    elasticsearch: await Link.open(portIn(direct.elasticsearch.url)),
    redis: await Link.open(portIn(direct.redis.url)),
    postgres: await Link.open(portIn(direct.postgres.url)),
  };
  const behind = (name: Exclude<ServerName, 'kafka'>): string =>
    direct[name].url.replace(`:${portIn(direct[name].url)}`, `:${links[name].port}`);
  return {
    direct,
    linked: {
      kafka: direct.kafka,
      activemq: { url: behind('activemq'), jolokia: direct.activemq.jolokia },
      elasticsearch: { url: behind('elasticsearch') },
      redis: { url: behind('redis') },
      postgres: { url: behind('postgres') },
    },
    server: (name) => (name === 'kafka' ? kafka.server : services.server(name)),
    link: (name) => links[name],
    stop: async () => {
      await Promise.all([services.stop(setting.onStep), kafka.server.stop()]);
      await Promise.all(serverNames.map((name) => links[name].close()));
    },
  };
};

const portIn = (url: string): number => Number(new URL(url).port);
