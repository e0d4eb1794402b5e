import { expect, it } from 'vitest';
import { CountedBacklog } from './counted-backlog';

it('sums what the stores that answer know, and asks seldom', async () => {
  let asked = 0;
  let nowMs = 0;
  const counts = [
    async () => {
      asked += 1;
      return 40 + asked;
    },
    () => Promise.reject<number>(new Error('away')),
    async () => 7,
  ];
  const backlog = new CountedBacklog(counts, () => nowMs);
  expect(await backlog.waiting()).toBe(48);
  for (let i = 0; i < 100; i += 1) await backlog.waiting();
  expect(asked).toBe(1);
  nowMs = 6_000;
  // Asked behind the back of whoever comes first.
  expect(await backlog.waiting()).toBe(48);
  await new Promise(setImmediate);
  expect(await backlog.waiting()).toBe(49);
  nowMs = 600_000;
  expect(await backlog.waiting()).toBe(50);
});

it('knows nothing while no store answers', async () => {
  const backlog = new CountedBacklog([() => Promise.reject<number>(new Error('away'))]);
  expect(await backlog.waiting()).toBeUndefined();
});
