import stompit from 'stompit';
import { readServices } from '../services';

/** `properties` is what the broker prints of all of them: `{name=value, …}`. */
type QueueMessage = { text: string; properties: string };

/** The messages on a queue, looked at over Jolokia without taking them off; none where there is no such queue yet. */
export const browseQueue = async (queue: string): Promise<QueueMessage[]> => {
  const reply = await jolokia({ type: 'exec', mbean: mbeanOf(queue), operation: 'browse()', arguments: [] });
  if (reply.status === 404) return [];
  if (reply.status !== 200) throw new Error(`Jolokia: ${JSON.stringify(reply)}`);
  return (reply.value as Record<string, unknown>[]).map((message) => ({
    text: String(message['Text']),
    properties: String(message['PropertiesText']),
  }));
};

/** How many messages wait on a queue, those in delivery included. */
export const queueDepth = async (queue: string): Promise<number> => {
  const reply = await jolokia({ type: 'read', mbean: mbeanOf(queue), attribute: 'QueueSize' });
  return reply.status === 200 ? Number(reply.value) : 0;
};

/** Puts a persistent message on a queue, and waits for the broker's receipt. */
export const sendToQueue = (queue: string, body: string): Promise<void> => {
  const { hostname, port, username, password } = new URL(readServices().activemq.url);
  const connectHeaders = {
    host: '/',
    login: decodeURIComponent(username),
    passcode: decodeURIComponent(password),
  };
  return new Promise((resolve, reject) => {
    stompit.connect({ host: hostname, port: Number(port), connectHeaders }, (error, client) => {
      if (error) return reject(error);
      const received = (): void => {
        client.disconnect();
        resolve();
      };
      const headers = { destination: `/queue/${queue}`, persistent: 'true' };
      const frame = client.send(headers, { onReceipt: received, onError: reject });
      frame.end(body);
    });
  });
};

const mbeanOf = (queue: string): string =>
  `org.apache.activemq:type=Broker,brokerName=portaria,destinationType=Queue,destinationName=${queue}`;

const jolokia = async (request: object): Promise<{ status: number; value?: unknown }> => {
  const { jolokia: address } = readServices().activemq;
  if (!address) throw new Error('services.json names no Jolokia address.');
  const { username, password, origin, pathname } = new URL(address);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(`${origin}${pathname}/`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', origin },
    body: JSON.stringify(request),
  });
  return (await response.json()) as { status: number; value?: unknown };
};
