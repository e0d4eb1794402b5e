import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '../log';

/** A client for `host:port[,host:port]`; give each process a name of its own. */
export const createKafka = ({
  brokers,
  clientId,
  log,
}: {
  brokers: string;
  clientId: string;
  log: Logger;
}): Kafka =>
  new Kafka({
    clientId,
    brokers: brokers.split(','),
    connectionTimeout: 2_000,
    requestTimeout: 4_000,
    retry: { initialRetryTime: 20, maxRetryTime: 1_000, retries: 6 },
    logLevel: logLevel.WARN,
    logCreator: quietly(log),
  });

/** kafkajs reports every reconnection as an error; here they are debug lines, and what fails is told by its caller. */
const quietly =
  (log: Logger): logCreator =>
  () =>
  ({ namespace, log: { message, error } }) =>
    log.debug({ namespace, error: String(error ?? '') }, message);
