import { expect, it } from 'vitest';
import type { KafkaMessage } from 'kafkajs';
import { OpenDeadLetters, SETTLEMENT, SETTLES } from './open-dead-letters';

const message = (offset: string, headers: Record<string, string> = {}, value = 'x'): KafkaMessage => ({
  key: null,
  value: Buffer.from(value),
  timestamp: '1767225600000',
  attributes: 0,
  offset,
  headers,
});
const letter = (partition: number, offset: string) => ({ partition, message: message(offset) });
const settlement = (partition: number, offset: string, id: string) => ({
  partition,
  message: message(offset, { [SETTLES]: id, [SETTLEMENT]: 'redriven' }),
});
const idsIn = (book: OpenDeadLetters): string[] => book.letters.map(({ id }) => id);

it('keeps the letters that nothing settled', () => {
  const book = new OpenDeadLetters();
  for (const entry of [letter(0, '0'), letter(1, '0'), settlement(3, '7', 'kafka:0:0'), letter(0, '1')])
    book.enter(entry);
  expect(idsIn(book)).toEqual(['kafka:1:0', 'kafka:0:1']);
});

it('knows a settlement that was read before its letter, and one that came twice', () => {
  const book = new OpenDeadLetters();
  book.enter(settlement(2, '0', 'kafka:0:5'));
  book.enter(letter(0, '5'));
  book.enter(settlement(2, '1', 'kafka:0:5'));
  expect(idsIn(book)).toEqual([]);
  expect(book.find('kafka:0:5')).toBeUndefined();
});

it('takes a settlement of nothing for what it is', () => {
  const book = new OpenDeadLetters();
  book.enter(settlement(0, '0', 'nonsense'));
  expect(idsIn(book)).toEqual([]);
});

it('reads a letter without any header of ours as well as can be', () => {
  const book = new OpenDeadLetters();
  book.enter(letter(0, '0'));
  const at = new Date('2026-01-01T00:00:00Z');
  expect(book.letters).toEqual([
    {
      id: 'kafka:0:0',
      stage: 'kafka',
      reason: 'no reason was given',
      attempts: 0,
      redrives: 0,
      firstAt: at,
      lastAt: at,
      registrationId: undefined,
      original: 'x',
    },
  ]);
});

it('takes counts and times that are no such things for none', () => {
  const book = new OpenDeadLetters();
  const broken = { 'dead-letter-redrives': '-1', 'dead-letter-attempts': 'many', 'dead-letter-at': 'never' };
  book.enter({ partition: 0, message: message('0', broken) });
  expect(book.letters[0]).toMatchObject({
    redrives: 0,
    attempts: 0,
    lastAt: new Date('2026-01-01T00:00:00Z'),
  });
});

it('knows the topic that a letter came from', () => {
  const book = new OpenDeadLetters();
  book.enter({ partition: 0, message: message('0', { 'dead-letter-source': 'registrations.decided/2/17' }) });
  expect(book.find('kafka:0:0')?.sourceTopic).toBe('registrations.decided');
});
