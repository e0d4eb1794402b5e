import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time';

it('does not begin again before it has ended, and then once for all who asked', async () => {
  let working = 0;
  let done = 0;
  const work = oneAtATime(async () => {
    working += 1;
    expect(working).toBe(1);
    await Promise.resolve();
    working -= 1;
    done += 1;
  });
  await Promise.all(Array.from({ length: 100 }, work));
  expect(done).toBe(2);
  await work();
  expect(done).toBe(3);
});
