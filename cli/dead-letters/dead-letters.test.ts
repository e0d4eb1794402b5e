import { expect, it } from 'vitest';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { SERVER_OF } from '@/src/infrastructure/retry/store-health';
import { readOptions, UsageError } from './options';
import { sentenceOf, settleAll } from './settle-all';
import { tableOf } from './table';

const at = new Date('2026-03-01T12:00:05.678Z');
const deadLetter = (id: string, reason = 'not JSON'): DeadLetter => ({
  id,
  stage: 'submissions',
  reason,
  attempts: 1,
  redrives: 2,
  firstAt: at,
  lastAt: at,
  original: 'a secret',
});

it('reads the command line', () => {
  expect(readOptions([])).toEqual({ action: 'help' });
  expect(readOptions(['list', '--json'])).toEqual({ action: 'list', json: true });
  expect(readOptions(['redrive', 'kafka:0:1'])).toEqual({ action: 'redrive', id: 'kafka:0:1' });
  expect(readOptions(['redrive', '--all'])).toEqual({ action: 'redrive', id: undefined });
  expect(readOptions(['discard', '--all', '--yes'])).toEqual({ action: 'discard', id: undefined });
});

it.each([
  ['burn'],
  ['list x'],
  ['redrive'],
  ['redrive a b'],
  ['redrive a --all'],
  ['discard --all'],
  ['list --burn'],
])('does not understand %s', (line) => {
  expect(() => readOptions(line.split(' '))).toThrow(UsageError);
});

it('draws a table with a line for each dead letter, and none of their originals', () => {
  const [head, first, second, , total] = tableOf(
    [deadLetter('kafka:0:1'), deadLetter('kafka:3:12345')],
    SERVER_OF,
  ).split('\n');
  expect(first).toMatch(/^kafka:0:1 {6}kafka +not JSON +1 +2 +2026-03-01 12:00:05 +2026-03-01 12:00:05 +-$/);
  expect(head?.indexOf('STAGE')).toBe(second?.indexOf('kafka', 5));
  expect(total).toBe('2 dead letters');
  expect(tableOf([deadLetter('x')], SERVER_OF)).not.toContain('secret');
});

it('lets no reason steer the terminal or spread over it', () => {
  const table = tableOf([deadLetter('x', `\u001b[31m\nred\u202e ${'y'.repeat(200)}`)], SERVER_OF);
  expect(table).not.toMatch(/\u001b|\u202e|y{60}/);
  expect(table.split('\n')).toHaveLength(4);
});

it('says so where there are none', () => {
  expect(tableOf([], SERVER_OF)).toBe('No dead letters.');
});

it('settles all, holds on past failures, and says what became of them', async () => {
  const done: number[] = [];
  const deadLetters = ['done', 'kept', 'fails', 'gone', 'done'].map((id) => deadLetter(id));
  const tally = await settleAll({
    deadLetters,
    settle: async ({ id }) => {
      if (id === 'fails') throw new Error('the broker is away');
      return id as 'done';
    },
    onProgress: (count) => done.push(count),
  });
  expect(done).toEqual([1, 2, 3, 4, 5]);
  expect(tally).toEqual({ done: 2, kept: 1, gone: 1, failed: 1, firstFailure: 'the broker is away' });
  expect(sentenceOf('redriven', tally)).toBe(
    '2 redriven; 1 kept, because they were redriven too often: discard them, or mend what refuses them; ' +
      '1 gone meanwhile; 1 failed and are still there (the broker is away).',
  );
  expect(sentenceOf('discarded', { done: 3, kept: 0, gone: 0, failed: 0 })).toBe('3 discarded.');
});
