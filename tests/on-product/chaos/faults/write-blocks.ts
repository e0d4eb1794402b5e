import { Redis } from 'ioredis';
import type { ServicesInUse } from '@/services/servers/services-in-use';
import { sendToQueue } from '../../../harness/stores/activemq';
import { askJolokia, queueBean } from '../../../invariants/store-clients';

/** Makes a store refuse writes; `undo` is to be repeated until it succeeds, since the store may be away just then. */
export type WriteBlock = { begin: () => Promise<void>; undo: () => Promise<void> };

/** `chance` picks one of the two ways: the block of the flood stage (429), or the one an operator sets (403). */
export const elasticsearchReadOnly = ({ elasticsearch }: ServicesInUse, chance: number): WriteBlock => {
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

export const redisOutOfMemory = ({ redis }: ServicesInUse): WriteBlock => {
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
const FILLER_QUEUE = 'chaos.filler';
const USUAL_LIMIT_BYTES = 128 * 1024 * 1024;
const SMALL_LIMIT_BYTES = 1_024;

/**
 * The broker is at its memory limit when what it holds in memory is more than it may: a large message on another queue,
 * and a limit below its size. A sender then waits for three seconds and is refused.
 */
export const activeMqOutOfMemory = (services: ServicesInUse): WriteBlock => {
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
      await sendToQueue(FILLER_QUEUE, 'x'.repeat(30_000), services.activemq.url);
      await limit(SMALL_LIMIT_BYTES);
    },
    undo: async () => {
      await limit(USUAL_LIMIT_BYTES);
      await askJolokia(services, {
        type: 'exec',
        mbean: queueBean(FILLER_QUEUE),
        operation: 'purge()',
        arguments: [],
      });
    },
  };
};
