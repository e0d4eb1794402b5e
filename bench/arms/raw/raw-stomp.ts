import stompit, { type Client } from 'stompit';
import type { StoreAddresses } from '@/tests/invariants/store-clients';

/** A connection to ActiveMQ with nothing around it. */
export const openStomp = ({ activemq }: StoreAddresses): Promise<Client> => {
  const { hostname, port, username, password } = new URL(activemq.url);
  const connectHeaders = {
    host: '/',
    login: decodeURIComponent(username),
    passcode: decodeURIComponent(password),
    'heart-beat': '0,0',
  };
  return new Promise((resolve, reject) => {
    stompit.connect({ host: hostname, port: Number(port), connectHeaders }, (error, client) => {
      if (error) return reject(error);
      client.on('error', (failure: Error) => {
        throw failure;
      });
      resolve(client);
    });
  });
};

/** Persistent messages in one transaction, until the broker has confirmed its commit. */
export const sendInTransaction = (
  client: Client,
  queue: string,
  bodies: readonly (Buffer | string)[],
): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = client.begin();
    for (const body of bodies) {
      const headers = {
        destination: `/queue/${queue}`,
        persistent: 'true',
        'content-type': 'application/json',
      };
      transaction.send(headers).end(body);
    }
    transaction.commit({ onReceipt: () => resolve(), onError: reject });
  });
