import { expect, it } from 'vitest';
import type { Heartbeats, StoreProblem } from '@/src/application/ports/health';
import { workerProbe } from './probes';

const beating = (...processes: StoreProblem[][]): Heartbeats => ({
  beat: async () => undefined,
  end: async () => undefined,
  alive: async () => processes.map((problems) => ({ problems })),
});
const check = (...processes: StoreProblem[][]) => workerProbe(beating(...processes), 'mq-consumer').check();

const away = { component: 'admission', store: 'postgres', detail: 'timeout expired' };
const still = { ...away, detail: 'no progress for 42 s while something waits', standsStill: true };

it('a worker is well while one of its processes beats, whichever store it waits for', async () => {
  expect(await check([])).toEqual({ name: 'mq-consumer', ok: true });
  expect(await check([away])).toEqual({ name: 'mq-consumer', ok: true });
});

it('a worker of which no process beats is not', async () => {
  expect(await check()).toMatchObject({ ok: false, detail: 'no heartbeat in the last 15 s' });
});

it('nor is one of which a process stands still, whatever else succeeds', async () => {
  expect(await check([], [away, still])).toEqual({
    name: 'mq-consumer',
    ok: false,
    detail: 'admission: no progress for 42 s while something waits',
  });
});
