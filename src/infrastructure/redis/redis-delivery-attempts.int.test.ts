import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { KEYS } from './keys';
import { connectRedis } from './redis-client';
import { RedisDeliveryAttempts } from './redis-delivery-attempts';
import { RedisProcessLives } from './redis-process-lives';

const redis = connectRedis(readServices().redis.url, createLogger({ service: 'tests', level: 'error' }));
beforeAll(() => eventually('Redis answers', () => redis.ping()));
afterAll(() => redis.disconnect());

/** A process that works: this one, unless its life is rewritten. */
const aProcess = () => {
  const lives = new RedisProcessLives(redis);
  return { lives, attempts: new RedisDeliveryAttempts(redis, lives) };
};

/** The life of a process as it is found after it died: its process id is gone. */
const die = async ({ lives }: ReturnType<typeof aProcess>): Promise<void> => {
  const key = KEYS.life(lives.instance);
  const left = JSON.parse((await redis.get(key)) ?? '{}') as object;
  await redis.set(key, JSON.stringify({ ...left, pid: spawnSync('true').pid }), 'KEEPTTL');
};

const dieElsewhere = async (
  { lives }: ReturnType<typeof aProcess>,
  silentForSeconds: number,
): Promise<void> => {
  const key = KEYS.life(lives.instance);
  const secondsLeft = Number(await redis.ttl(key)) - silentForSeconds;
  await redis.set(key, JSON.stringify({ machine: 'another one', pid: 1 }), 'EX', secondsLeft);
};

it('counts each process that died in the middle of the work, alone or with others', async () => {
  const id = randomUUID();
  const reader = aProcess();
  for (const company of ['together', 'alone', 'alone'] as const) {
    const worker = aProcess();
    await worker.attempts.begin([id], company);
    await die(worker);
  }
  expect(await reader.attempts.badEnds([id, randomUUID()])).toEqual([
    { together: 1, alone: 2 },
    { together: 0, alone: 0 },
  ]);
  await reader.attempts.settle([id]);
  expect(await reader.attempts.badEnds([id])).toEqual([{ together: 0, alone: 0 }]);
});

it('counts nobody who lives, took it back, said goodbye, or of whom nothing is known', async () => {
  const id = randomUUID();
  const [reader, living, ended, gone, unknown] = [aProcess(), aProcess(), aProcess(), aProcess(), aProcess()];
  for (const { attempts } of [reader, living, ended, gone, unknown]) await attempts.begin([id], 'alone');
  await dieElsewhere(living, 0);
  await ended.attempts.takeBack([id]);
  await die(ended);
  await gone.lives.sayGoodbye();
  // As one that is stopping does: nothing that it begins is counted any more.
  await gone.attempts.begin([id], 'alone');
  await redis.del(KEYS.life(unknown.lives.instance));
  expect(await reader.attempts.badEnds([id])).toEqual([{ together: 0, alone: 0 }]);
});

it('takes a process of another machine for dead when it is silent, and no longer when it beats again', async () => {
  const id = randomUUID();
  const [reader, paused] = [aProcess(), aProcess()];
  await paused.attempts.begin([id], 'alone');
  await dieElsewhere(paused, 60);
  expect(await reader.attempts.badEnds([id])).toEqual([{ together: 0, alone: 1 }]);
  await paused.lives.beat();
  await dieElsewhere(paused, 0);
  expect(await reader.attempts.badEnds([id])).toEqual([{ together: 0, alone: 0 }]);
});

it('counts faults beside deaths, and is not held up by rubbish under its keys', async () => {
  const [id, rubbish] = [randomUUID(), randomUUID()];
  const { attempts } = aProcess();
  await attempts.failed([id], 'alone');
  await attempts.failed([id], 'together');
  await redis.set(KEYS.attempts(rubbish), 'not a hash', 'EX', 60);
  expect(await attempts.badEnds([id, rubbish])).toEqual([
    { together: 1, alone: 1 },
    { together: 0, alone: 0 },
  ]);
  await attempts.settle([id, rubbish]);
});
