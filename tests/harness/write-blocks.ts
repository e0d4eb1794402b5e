import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { Client as Postgres } from 'pg';
import type { ServicesInUse } from '@/services/servers/services-in-use';
import { askJolokia, queueBean } from '../invariants/store-clients';
import { eventually } from './eventually';
import { sendToQueue } from './stores/activemq';

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

/** Does something to Redis as an operator would, over a connection of its own. */
const onRedis = async (
  { redis }: ServicesInUse,
  order: (client: Redis) => Promise<unknown>,
): Promise<void> => {
  const client = new Redis(redis.url, {
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  try {
    await order(client);
  } finally {
    client.disconnect();
  }
};

export const redisOutOfMemory = (services: ServicesInUse): WriteBlock => {
  const set = (maxMemory: string) =>
    onRedis(services, (client) => client.config('SET', 'maxmemory', maxMemory));
  return { begin: () => set('1'), undo: () => set('0') };
};

/** A main server without its replicas refuses writes (NOREPLICAS). */
export const redisWithoutReplicas = (services: ServicesInUse): WriteBlock => {
  const set = (count: string) =>
    onRedis(services, (client) => client.config('SET', 'min-replicas-to-write', count));
  return { begin: () => set('1'), undo: () => set('0') };
};

/** One that was made a replica, as after a failover, refuses writes (READONLY). Nobody answers at its main server's address. */
export const redisReplica = (services: ServicesInUse): WriteBlock => ({
  begin: () => onRedis(services, (client) => client.replicaof('127.0.0.1', 1)),
  undo: () => onRedis(services, (client) => client.replicaof('NO', 'ONE')),
});

const infoOf = async (client: Redis, name: string): Promise<string | undefined> =>
  new RegExp(`^${name}:(\\S*)\\s*$`, 'm').exec(await client.info('persistence'))?.[1];

/** One that could not save refuses writes (MISCONF): a folder stands where its snapshot should go. `folder`: its data. */
export const redisCannotSave = (services: ServicesInUse, folder: string): WriteBlock => {
  const snapshot = path.join(folder, 'dump.rdb');
  const save = (client: Redis, status: 'ok' | 'err') =>
    eventually(`a snapshot that ends with ${status}`, async () => {
      await client.bgsave().catch(() => undefined);
      return (await infoOf(client, 'rdb_last_bgsave_status')) === status;
    });
  return {
    begin: () =>
      onRedis(services, async (client) => {
        mkdirSync(snapshot);
        await client.config('SET', 'stop-writes-on-bgsave-error', 'yes', 'save', '3600 1000000');
        await save(client, 'err');
      }),
    undo: () =>
      onRedis(services, async (client) => {
        rmSync(snapshot, { recursive: true, force: true });
        await save(client, 'ok');
        await client.config('SET', 'save', '');
        rmSync(snapshot, { force: true });
      }),
  };
};

const LIST = '{portaria}:pending';
const CLAIMS = '{portaria}:pending:emails';

/** Deletes the list of who waits, the claims of their addresses, both, or a member of one of them. */
export const loseRedisKeys = (services: ServicesInUse, chance: number): Promise<void> =>
  onRedis(services, async (client) => {
    const lose = [
      () => client.del(LIST),
      () => client.del(CLAIMS),
      () => client.del(LIST, CLAIMS),
      async () => client.zrem(LIST, (await client.zrandmember(LIST)) ?? ''),
      async () => client.hdel(CLAIMS, String((await client.hrandfield(CLAIMS)) ?? '')),
    ];
    await lose[Math.floor(chance * lose.length)]!();
  });

/** Whether the list, the entries and the claims name the same registrations. */
export const redisPartsFit = async (services: ServicesInUse): Promise<boolean> => {
  let fit = false;
  await onRedis(services, async (client) => {
    const entries = await client.keys(`${LIST}:*-*`);
    fit = entries.length === (await client.zcard(LIST)) && entries.length === (await client.hlen(CLAIMS));
  });
  return fit;
};

/** A Postgres whose transactions only read (25006), as on a standby. */
export const postgresReadOnly = (services: ServicesInUse): WriteBlock => {
  const set = async (setting: string): Promise<void> => {
    const client = new Postgres({
      connectionString: services.postgres.url,
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('SET default_transaction_read_only = off');
      await client.query(`ALTER SYSTEM ${setting}`);
      await client.query('SELECT pg_reload_conf()');
    } finally {
      await client.end();
    }
  };
  return {
    begin: () => set('SET default_transaction_read_only = on'),
    undo: () => set('RESET default_transaction_read_only'),
  };
};

/** A disk without room, as whoever inserts a decision sees it (53100). */
export const postgresFull = ({ postgres }: ServicesInUse): WriteBlock => {
  const run = async (...statements: string[]): Promise<void> => {
    const client = new Postgres({ connectionString: postgres.url, connectionTimeoutMillis: 3_000 });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  return {
    begin: () =>
      run(
        `CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
        'CREATE OR REPLACE TRIGGER no_room BEFORE INSERT ON decisions EXECUTE FUNCTION no_room()',
      ),
    undo: () => run('DROP TRIGGER IF EXISTS no_room ON decisions', 'DROP FUNCTION IF EXISTS no_room()'),
  };
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
