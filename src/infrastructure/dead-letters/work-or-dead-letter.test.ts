import { expect, it } from 'vitest';
import { ContentRefused } from '@/src/application/ports/content-refused';
import { workOrDeadLetter } from './work-or-dead-letter';

const run = async (items: string[], work: (items: readonly string[]) => Promise<void>) => {
  const deadLetters: [string, string][] = [];
  const messages = items.map((item) => `m-${item}`);
  const deadLetter = async (message: string, { reason }: { reason: string }) =>
    void deadLetters.push([message, reason]);
  return { done: await workOrDeadLetter({ messages, items }, { work, deadLetter }), deadLetters };
};

it('only what a store refuses for its content is a dead letter; every other one is worked on', async () => {
  const stored: string[] = [];
  const { done, deadLetters } = await run(['a', 'bad', 'b', 'bad2'], async (items) => {
    if (items.some((item) => item.startsWith('bad'))) throw new ContentRefused('the record refused it');
    stored.push(...items);
  });
  expect(stored).toEqual(['a', 'b']);
  expect(done).toEqual(['m-a', 'm-b']);
  expect(deadLetters).toEqual([
    ['m-bad', 'the record refused it'],
    ['m-bad2', 'the record refused it'],
  ]);
});

it('whatever else is thrown passes', async () => {
  await expect(run(['a', 'b'], () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
});
