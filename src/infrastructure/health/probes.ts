import type { Client } from '@elastic/elasticsearch';
import type { Redis } from 'ioredis';
import type { Kafka } from 'kafkajs';
import { type Probe, type Heartbeats } from '@/src/application/ports/health';
import { StompSession } from '../activemq/stomp-session';
import { withTimeout } from '../async/with-timeout';
import { withAdmin } from '../kafka/kafka-client';
import type { PrismaClient } from '../postgres/prisma-client';

const DEADLINE_MS = 2_500;

/** A probe that fails with the error's own words, or after 2.5 s. */
const probe = (name: string, ask: () => Promise<void>): Probe => ({
  name,
  check: async () => {
    try {
      await withTimeout(DEADLINE_MS, ask());
      return { name, ok: true };
    } catch (error) {
      return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  },
});

export const kafkaProbe = (kafka: Kafka): Probe =>
  probe('kafka', async () => {
    await withAdmin(kafka, (admin) => admin.describeCluster());
  });

export const activeMqProbe = (url: string): Probe =>
  probe('activemq', async () => {
    const session = await StompSession.open(url);
    await session.close();
  });

export const elasticsearchProbe = (client: Client): Probe =>
  probe('elasticsearch', async () => {
    const { status } = await client.cluster.health({}, { requestTimeout: DEADLINE_MS });
    if (status === 'red') throw new Error('the cluster is red');
  });

export const redisProbe = (redis: Redis): Probe =>
  probe('redis', async () => {
    await redis.ping();
  });

export const postgresProbe = (prisma: PrismaClient): Probe =>
  probe('postgres', async () => {
    await prisma.$queryRaw`SELECT 1`;
  });

/** A worker is well while at least one of its processes beats. */
export const workerProbe = (heartbeats: Heartbeats, worker: string): Probe =>
  probe(worker, async () => {
    const beats = await heartbeats.alive(worker);
    if (beats.length === 0) throw new Error('no heartbeat in the last 15 s');
  });
