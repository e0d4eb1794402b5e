import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, it, vi } from 'vitest';
import { intervalJob } from './interval-job';

it('a job that fails is logged under the name of its process, once, and runs again', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
  let runs = 0;
  const job = intervalJob({
    name: 'reconciler',
    everyMs: 1,
    logger: pino({ name: 'mq-consumer' }, stream),
    work: async () => {
      runs += 1;
      throw new Error('Postgres is away');
    },
  });
  await job.start();
  await vi.waitUntil(() => runs >= 2);
  await job.stop();
  expect(lines[0]!.match(/"name":/g)).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ name: 'mq-consumer', job: 'reconciler' });
});
