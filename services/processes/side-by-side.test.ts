import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side';

it('does all at once and answers what each answers', async () => {
  const order: string[] = [];
  const slow = async () => (await sleep(20), order.push('slow'), 1);
  const quick = async () => (order.push('quick'), 'two');
  expect(await sideBySide([slow, quick])).toEqual([1, 'two']);
  expect(order).toEqual(['quick', 'slow']);
});

it('ends the others where one fails, waits for their end, and tells the first failure', async () => {
  let ended = false;
  const patient = async (signal: AbortSignal): Promise<void> => {
    await sleep(60_000, undefined, { signal }).catch(() => undefined);
    await sleep(20);
    ended = true;
    throw new Error('interrupted');
  };
  const failing = async () => Promise.reject(new Error('does not build'));
  await expect(sideBySide([patient, failing])).rejects.toThrow('does not build');
  expect(ended).toBe(true);
});

it('ends all of them where it is told to', async () => {
  const stop = new AbortController();
  const work = (signal: AbortSignal): Promise<void> => sleep(60_000, undefined, { signal });
  const both = sideBySide([work, work], stop.signal);
  stop.abort(new Error('interrupted'));
  await expect(both).rejects.toThrow();
});
