import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue';

const openWork = () => {
  const finish: (() => void)[] = [];
  let running = 0;
  const work = async (): Promise<string> => {
    running += 1;
    await new Promise<void>((resolve) => finish.push(resolve));
    running -= 1;
    return 'done';
  };
  return { work, finish, running: () => running };
};

it('does only so much at once, lets only so many wait, and turns the rest away at once', async () => {
  const { work, finish, running } = openWork();
  const queue = new BoundedQueue({ atOnce: 2, waiting: 3 });
  const accepted = Array.from({ length: 5 }, () => queue.run(work));
  expect(await queue.run(work)).toBeUndefined();
  expect(running()).toBe(2);
  for (let done = 0; done < 5; done += 1) {
    finish[done]?.();
    await turn();
    expect(running()).toBeLessThanOrEqual(2);
  }
  expect(await Promise.all(accepted)).toEqual(Array.from({ length: 5 }, () => 'done'));
});

it('goes on after work that failed', async () => {
  const queue = new BoundedQueue({ atOnce: 1, waiting: 1 });
  await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await queue.run(async () => 'yes')).toBe('yes');
});
