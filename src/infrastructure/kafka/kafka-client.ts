import { Kafka, logLevel, type Admin, type KafkaMessage, type logCreator } from 'kafkajs';
import type { Logger } from '../logging/logger';
import { readAllCompressions } from './compression';
import { quietRequests } from './quiet-requests';

// Of every connection of the process, whoever made its client.
quietRequests();

type Options = { brokers: string; clientId: string; logger: Logger };

/** kafkajs with the addresses that it was given, for the questions it does not know (see topic-id.ts). */
export class KafkaClient extends Kafka {
  readonly brokers: readonly string[];

  /** @param options.brokers `host:port[,host:port]`; give each process a `clientId` of its own. */
  constructor({ brokers, clientId, logger }: Options) {
    const addresses = brokers.split(',');
    super({
      clientId,
      brokers: addresses,
      connectionTimeout: 2_000,
      requestTimeout: 4_000,
      retry: { initialRetryTime: 20, maxRetryTime: 1_000, retries: 6 },
      logLevel: logLevel.WARN,
      logCreator: debugLines(logger),
    });
    this.brokers = addresses;
    readAllCompressions();
  }
}

export const createKafka = (options: Options): KafkaClient => new KafkaClient(options);

/** kafkajs reports every reconnection as an error; here they are debug lines, and what fails is told by its caller. */
const debugLines =
  (logger: Logger): logCreator =>
  () =>
  ({ namespace, log: { message, error } }) =>
    logger.debug({ namespace, error: String(error ?? '') }, message);

/**
 * Works with an admin client of its own and disconnects it whatever happens. None is kept: one whose broker hung while it
 * connected would be of no use ever after (see RenewedProducer).
 */
export const withAdmin = async <T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

/** New partitions of a topic are noticed after at most so long. */
export const METADATA_MAX_AGE_MS = 5_000;

/** The headers of a message as text. */
export const textHeadersOf = ({ headers = {} }: KafkaMessage): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
