/** Names and codes with which the clients say that their server is away, too slow or refusing for the moment. */
const OUTAGES = new Set([
  // Told by its name: the web's bundles each hold a copy of the class, so `instanceof` would not know it.
  'SubmissionLogUnavailable',
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
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);

const OUTAGE_MESSAGES =
  /Command timed out|Connection is closed|Stream isn't writeable|timeout expired|timeout exceeded|Connection terminated|terminating connection|the database system is|statement timeout|LOADING|OOM command|ActiveMQ|the broker closed the connection|the connection was lost/i;

/** True for an error that trying again later may mend; false for what looks like a fault of our own. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (OUTAGES.has(code) || OUTAGES.has(error.name) || OUTAGE_MESSAGES.test(error.message)) return true;
  return isOutage(error.cause);
};
