import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '../logging/logger';

/** A client for `host:port[,host:port]`; give each process a name of its own. */
export const createKafka = ({
  brokers,
  clientId,
  logger,
}: {
  brokers: string;
  clientId: string;
  logger: Logger;
}): Kafka =>
  new Kafka({
    clientId,
    brokers: brokers.split(','),
    connectionTimeout: 2_000,
    requestTimeout: 4_000,
    retry: { initialRetryTime: 20, maxRetryTime: 1_000, retries: 6 },
    logLevel: logLevel.WARN,
    logCreator: quietly(logger),
  });

/** kafkajs reports every reconnection as an error; here they are debug lines, and what fails is told by its caller. */
const quietly =
  (logger: Logger): logCreator =>
  () =>
  ({ namespace, log: { message, error } }) =>
    logger.debug({ namespace, error: String(error ?? '') }, message);
