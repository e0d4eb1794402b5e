import { readFileSync } from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OnStep } from '../terminal/step-reporter';
import { countInAll, jolokia, writeToAll } from '../test-support/kept-data';
import { temporaryHome } from '../test-support/temporary-home';
import { SERVER_NAMES, type ServerName } from './server-program';
import { type RunningServices, startServices } from './start-services';

const onStep: OnStep = (_title, work) => work();
const { home, remove } = temporaryHome();
const said: string[] = [];
const start = () => startServices({ home, env: {}, onStep, say: (line) => said.push(line) });
const oneEach = { kafka: 1, activemq: 1, elasticsearch: 1, redis: 1, postgres: 1 };

let services: RunningServices;
beforeAll(async () => {
  services = await start();
  await writeToAll(services.inUse);
}, 180_000);
afterAll(async () => {
  await services.stop();
  remove();
}, 60_000);

/** Somebody else's server at an address that was ours. */
const occupy = (address: string): Promise<net.Server> =>
  new Promise((resolve) => {
    const other = net.createServer();
    other.listen(Number(address.split(':')[1]), '127.0.0.1', () => resolve(other));
  });

test('lets nobody ask the broker without its credentials', async () => {
  expect((await jolokia(services.inUse, 'version', false)).status).toBe(401);
  expect((await jolokia(services.inUse, 'version')).status).toBe(200);
});

test('brings all five back after kill -9, with everything that was acknowledged', async () => {
  for (const name of SERVER_NAMES) services.server(name).crash();
  const back = () => said.filter((line) => line.includes('is back'));
  await vi.waitFor(() => expect(back()).toHaveLength(5), { timeout: 60_000, interval: 200 });
  expect(await countInAll(services.inUse)).toEqual(oneEach);
}, 90_000);

test('leaves a server down that was stopped on purpose', async () => {
  const redis = services.server('redis');
  said.length = 0;
  await redis.stop();
  expect(redis.pid).toBeUndefined();
  await redis.start();
  expect(said).toEqual([]);
  expect(await countInAll(services.inUse)).toEqual(oneEach);
});

test('makes archives of the classes that its Java servers load', async () => {
  await services.prepareNextStart(AbortSignal.timeout(120_000));
  await services.server('activemq').stop();
  await services.server('activemq').start();
  expect(mapped('activemq')).toMatch(OUR_ARCHIVE);
}, 150_000);

/** Java has one of its own as well. */
const OUR_ARCHIVE = /classes-[0-9a-f]{16}\.jsa/;

/** Which files the process has mapped into its memory. */
const mapped = (name: ServerName): string => readFileSync(`/proc/${services.server(name).pid}/maps`, 'utf8');

test('finds its data on new ports too, when somebody else has taken the old ones', async () => {
  const before = services.inUse;
  await services.stop();
  const others = await Promise.all([before.kafka.brokers, new URL(before.redis.url).host].map(occupy));
  services = await start();
  for (const other of others) other.close();
  expect(services.inUse.kafka.brokers).not.toBe(before.kafka.brokers);
  expect(services.inUse.redis.url).not.toBe(before.redis.url);
  expect(services.inUse.postgres.url).toBe(before.postgres.url);
  for (const name of ['kafka', 'activemq', 'elasticsearch'] as const)
    expect(mapped(name)).toMatch(OUR_ARCHIVE);
  expect(await countInAll(services.inUse)).toEqual(oneEach);
}, 90_000);
