import { Redis } from 'ioredis';
import stompit from 'stompit';
import type { ServicesInUse } from '@/services/services-in-use';
import { askJolokia, queueBean } from '../../../invariants/store-clients';

/** Makes a store refuse writes; `undo` is to be repeated until it succeeds, since the store may be away just then. */
export type Refusal = { begin: () => Promise<void>; undo: () => Promise<void> };

/** `chance` picks one of the two ways: the block of the flood stage (429), or the one an operator sets (403). */
export const elasticsearchReadOnly = ({ elasticsearch }: ServicesInUse, chance: number): Refusal => {
  const set = async (blocks: object): Promise<void> => {
    const response = await fetch(`${elasticsearch.url}/registrations/_settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(blocks),
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new Error(`Elasticsearch: ${response.status} ${await response.text()}`);
  };
  const block = chance < 0.5 ? 'index.blocks.read_only_allow_delete' : 'index.blocks.write';
  return {
    begin: () => set({ [block]: true }),
    undo: () => set({ 'index.blocks.read_only_allow_delete': null, 'index.blocks.write': null }),
  };
};

export const redisOutOfMemory = ({ redis }: ServicesInUse): Refusal => {
  const set = async (maxMemory: string): Promise<void> => {
    const client = new Redis(redis.url, {
      commandTimeout: 2_000,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    client.on('error', () => undefined);
    try {
      await client.config('SET', 'maxmemory', maxMemory);
    } finally {
      client.disconnect();
    }
  };
  return { begin: () => set('1'), undo: () => set('0') };
};

const BROKER = 'org.apache.activemq:type=Broker,brokerName=portaria';
const BALLAST = 'chaos.ballast';
const USUAL_LIMIT_BYTES = 128 * 1024 * 1024;
const SMALL_LIMIT_BYTES = 1_024;

/**
 * The broker is at its memory limit when what it holds in memory is more than it may: a ballast on another queue, and
 * a limit below it. A sender then waits for three seconds and is refused.
 */
export const activeMqOutOfMemory = (services: ServicesInUse): Refusal => {
  const limit = async (value: number): Promise<void> => {
    const reply = await askJolokia(services, {
      type: 'write',
      mbean: BROKER,
      attribute: 'MemoryLimit',
      value,
    });
    if (reply.status !== 200) throw new Error(`Jolokia: ${reply.error}`);
  };
  return {
    begin: async () => {
      await sendBallast(services);
      await limit(SMALL_LIMIT_BYTES);
    },
    undo: async () => {
      await limit(USUAL_LIMIT_BYTES);
      await askJolokia(services, {
        type: 'exec',
        mbean: queueBean(BALLAST),
        operation: 'purge()',
        arguments: [],
      });
    },
  };
};

const sendBallast = ({ activemq }: ServicesInUse): Promise<void> =>
  sendText(activemq.url, BALLAST, 'x'.repeat(30_000));

const RECEIPT_WITHIN_MS = 5_000;

/** Puts one persistent message on a queue over a connection of its own; resolves with the broker's receipt. */
export const sendText = (url: string, queue: string, text: string): Promise<void> => {
  const { hostname, port, username, password } = new URL(url);
  const connectHeaders = { host: '/', login: username, passcode: password };
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
