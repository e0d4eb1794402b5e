import type { Client } from '@elastic/elasticsearch';
import type { Redis } from 'ioredis';
import type { Kafka } from 'kafkajs';
import { type Probe, type Heartbeats } from '@/src/application/ports/health';
import { StompSession } from '../activemq/stomp-session';
import { withTimeout } from '../async/with-timeout';
import type { PrismaClient } from '../postgres/prisma-client';
import { KEYS } from '../redis/keys';
import { readSettingsFaults } from '../redis/redis-settings';
import { KeptConnection } from './kept-connection';

const DEADLINE_MS = 2_500;
const PROBE_LASTS_SECONDS = 60;

/** A probe that fails with the error's own words, or after 2.5 s. What `ask` answers is a remark on what works. */
const probe = (name: string, ask: () => Promise<string | void>): Probe => ({
  name,
  check: async () => {
    try {
      const detail = await withTimeout(DEADLINE_MS, ask());
      return { name, ok: true, ...(detail && { detail }) };
    } catch (error) {
      return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  },
});

/** A probe with a connection of its own, which is closed at the end. */
export type ConnectedProbe = Probe & { close(): Promise<void> };

export const kafkaProbe = (kafka: Kafka): ConnectedProbe => {
  const kept = new KeptConnection({
    open: async () => {
      const admin = kafka.admin();
      await admin.connect();
      return admin;
    },
    close: (admin) => admin.disconnect(),
    deadlineMs: DEADLINE_MS,
  });
  return { ...probe('kafka', () => kept.use((admin) => admin.describeCluster())), close: () => kept.close() };
};

/** A transaction of nothing, since only a receipt says that the broker works. */
export const activeMqProbe = (url: string): ConnectedProbe => {
  const kept = new KeptConnection({
    open: () => StompSession.open(url),
    close: (session) => session.close(),
    deadlineMs: DEADLINE_MS,
  });
  return {
    ...probe('activemq', () => kept.use((session) => session.transaction([]))),
    close: () => kept.close(),
  };
};

export const elasticsearchProbe = (client: Client): Probe =>
  probe('elasticsearch', async () => {
    const { status } = await client.cluster.health({}, { requestTimeout: DEADLINE_MS });
    if (status === 'red') throw new Error('the cluster is red');
  });

/** A Redis that only reads, is full, or would drop what it holds does not do. */
export const redisProbe = (redis: Redis): Probe =>
  probe('redis', async () => {
    await redis.set(KEYS.probe, '', 'EX', PROBE_LASTS_SECONDS);
    const { dangerous, doubtful } = await readSettingsFaults(redis);
    if (dangerous.length > 0) throw new Error(dangerous.join('; '));
    return doubtful.join('; ');
  });

/** Neither does a Postgres that only reads. */
export const postgresProbe = (prisma: PrismaClient): Probe =>
  probe('postgres', async () => {
    const [answer] = await prisma.$queryRaw<{ readOnly: string }[]>`
      SELECT current_setting('transaction_read_only') AS "readOnly"`;
    if (answer?.readOnly === 'on') throw new Error('Postgres takes no writes');
  });

/** A worker is well while at least one of its processes beats, and none of them stands still. */
export const workerProbe = (heartbeats: Heartbeats, worker: string): Probe =>
  probe(worker, async () => {
    const beats = await heartbeats.alive(worker);
    if (beats.length === 0) throw new Error('no heartbeat in the last 15 s');
    const still = beats.flatMap(({ problems }) => problems).find(({ standsStill }) => standsStill);
    if (still) throw new Error(`${still.component}: ${still.detail}`);
  });
