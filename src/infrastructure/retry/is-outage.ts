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
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'MaxRetriesPerRequestError',
  'ConnectionError',
  'TimeoutError',
  'NoLivingConnectionsError',
  // kafkajs tells of its other errors whether trying again may help.
  'KafkaJSNumberOfRetriesExceeded',
  'KafkaJSTimeout',
  'KafkaJSLockTimeout',
  'KafkaJSSASLAuthenticationError',
  'KafkaJSGroupCoordinatorNotFound',
  // The kinds of Prisma's driver adapter, which it hides in causes and metadata.
  'DatabaseNotReachable',
  'DatabaseDoesNotExist',
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
]);

/** What clients say only in words. */
const OUTAGE_MESSAGES =
  /Command timed out|Connection is closed|Stream isn't writeable|timeout expired|timeout exceeded|Connection terminated|terminating connection|the database system is|statement timeout|Query read timeout|connection error and is not queryable/i;

/**
 * What Redis answers while it lives and does not do it: the first word of an error reply. WRONGTYPE is one of them,
 * because the reconciler puts a part of the pending list that is no longer what it was in order again.
 */
const REDIS_REFUSALS =
  /^-?(LOADING|READONLY|OOM|MISCONF|NOREPLICAS|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|BUSY|UNKILLABLE|NOAUTH|WRONGPASS|NOPERM|DENIED|EXECABORT|WRONGTYPE|ERR max number of clients)\b/;

/**
 * Classes and codes of Postgres (its manual, appendix A) for a server that is read-only, full, short of something,
 * starting, stopping or closed to us: none of them says anything about what was written.
 */
const POSTGRES_REFUSALS = /^(08...|25006|28...|3D000|40001|40P01|42501|53...|55P03|57014|57P..|58...)$/;

/** Elasticsearch or a proxy before it: closed to us, blocked, too busy or away (403 is the answer of a write block). */
const HTTP_REFUSALS = new Set([401, 403, 408, 429, 502, 503, 504]);

type ErrorLike = {
  code?: unknown;
  originalCode?: unknown;
  name?: unknown;
  kind?: unknown;
  message?: unknown;
  statusCode?: unknown;
  retriable?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
};

/** True for an error that trying again later may mend; false for what looks like a fault of our own. */
export const isOutage = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { code, name, kind, message, cause, meta }: ErrorLike = error;
  if ([code, name, kind].some((word) => OUTAGES.has(String(word)))) return true;
  if (isRefusal(error) || OUTAGE_MESSAGES.test(String(message))) return true;
  return isOutage(cause) || isOutage(meta?.driverAdapterError);
};

/** The server answers and refuses for the moment; each client says so in a way of its own. */
const isRefusal = ({ code, originalCode, name, message, statusCode, retriable }: ErrorLike): boolean => {
  if (REDIS_REFUSALS.test(String(message))) return true;
  if (String(name).startsWith('KafkaJS')) return retriable === true;
  if (name === 'ResponseError') return HTTP_REFUSALS.has(Number(statusCode));
  return [code, originalCode].some((state) => typeof state === 'string' && POSTGRES_REFUSALS.test(state));
};
