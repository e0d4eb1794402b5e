import { STORE_UNAVAILABLE } from '@/src/application/ports/store-unavailable';

/** Names and codes with which the clients say that their server is away, too slow or refusing for the moment. */
const OUTAGES = new Set<string>([
  // Our own adapters say so themselves, whatever their words.
  STORE_UNAVAILABLE,
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'MaxRetriesPerRequestError',
  'ConnectionError',
  'TimeoutError',
  'NoLivingConnectionsError',
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSBrokerNotFound',
  'KafkaJSNumberOfRetriesExceeded',
  'KafkaJSRequestTimeoutError',
  // The kinds of Prisma's driver adapter, which it hides in causes and metadata.
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);

/** What clients say only in words. */
const OUTAGE_MESSAGES =
  /Command timed out|Connection is closed|Stream isn't writeable|timeout expired|timeout exceeded|Connection terminated|terminating connection|the database system is|statement timeout|Query read timeout|connection error and is not queryable|LOADING|OOM command/i;

type ErrorLike = {
  code?: unknown;
  name?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
};

/** True for an error that trying again later may mend; false for what looks like a fault of our own. */
export const isOutage = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { code, name, kind, message, cause, meta }: ErrorLike = error;
  if ([code, name, kind].some((word) => OUTAGES.has(String(word)))) return true;
  if (OUTAGE_MESSAGES.test(String(message))) return true;
  return isOutage(cause) || isOutage(meta?.driverAdapterError);
};
