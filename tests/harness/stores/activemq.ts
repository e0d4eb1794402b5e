import stompit from 'stompit';
import {
  askJolokia,
  browseQueue as browse,
  queueBean,
  queueDepth as depth,
} from '../../invariants/store-clients';
import { readServices } from '../product';

/** `properties` is what the broker prints of all of them: `{name=value, …}`. */
type QueueMessage = { text: string; properties: string };

const RECEIPT_WITHIN_MS = 5_000;
const jolokia = (request: object) => askJolokia(readServices(), request);

/** The messages on a queue of the product under test, looked at without taking them off. */
export const browseQueue = async (queue: string): Promise<QueueMessage[]> =>
  (await browse({ jolokia }, queue)).map((message) => ({
    text: String(message['Text']),
    properties: String(message['PropertiesText']),
  }));

/** How many messages wait on a queue of the product under test, those in delivery included. */
export const queueDepth = (queue: string): Promise<number> => depth({ jolokia }, queue);

/** Throws away what waits on a queue. */
export const purgeQueue = async (queue: string): Promise<void> => {
  const request = { type: 'exec', mbean: queueBean(queue), operation: 'purge()', arguments: [] };
  const reply = await jolokia(request);
  if (reply.status !== 200) throw new Error(`Jolokia: ${reply.error}`);
};

/**
 * Puts one persistent message on a queue, over a connection of its own, and waits for the broker's receipt. Rejects
 * where none comes within five seconds: the message may or may not be there then.
 */
export const sendToQueue = (
  queue: string,
  text: string,
  brokerUrl: string = readServices().activemq.url,
): Promise<void> => {
  const { hostname, port, username, password } = new URL(brokerUrl);
  const connectHeaders = {
    host: '/',
    login: decodeURIComponent(username),
    passcode: decodeURIComponent(password),
  };
  return new Promise((resolve, reject) => {
    stompit.connect({ host: hostname, port: Number(port), connectHeaders }, (error, client) => {
      if (error) return reject(error);
      const finish = (failure?: Error): void => {
        clearTimeout(timer);
        if (!failure) {
          client.disconnect();
          return resolve();
        }
        client.destroy(failure);
        reject(failure);
      };
      const timer = setTimeout(() => finish(new Error('no receipt from ActiveMQ')), RECEIPT_WITHIN_MS);
      client.on('error', finish);
      const headers = { destination: `/queue/${queue}`, persistent: 'true' };
      client.send(headers, { onReceipt: () => finish(), onError: finish }).end(text);
    });
  });
};
