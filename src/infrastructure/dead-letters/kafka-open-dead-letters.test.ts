import type { KafkaMessage } from 'kafkajs';
import { expect, it } from 'vitest';
import { OpenDeadLetters, SETTLEMENT, SETTLES } from './kafka-open-dead-letters';

const message = (offset: string, headers: Record<string, string> = {}, value = 'x'): KafkaMessage => ({
  key: null,
  value: Buffer.from(value),
  timestamp: '1767225600000',
  attributes: 0,
  offset,
  headers,
});
const deadLetter = (partition: number, offset: string) => ({ partition, message: message(offset) });
const settlement = (partition: number, offset: string, id: string) => ({
  partition,
  message: message(offset, { [SETTLES]: id, [SETTLEMENT]: 'redriven' }),
});
const idsIn = (open: OpenDeadLetters): string[] => open.all.map(({ id }) => id);

it('keeps the dead letters that nothing settled', () => {
  const open = new OpenDeadLetters();
  for (const entry of [
    deadLetter(0, '0'),
    deadLetter(1, '0'),
    settlement(3, '7', 'kafka:0:0'),
    deadLetter(0, '1'),
  ])
    open.apply(entry);
  expect(idsIn(open)).toEqual(['kafka:1:0', 'kafka:0:1']);
});

it('knows a settlement that was read before its dead letter, and one that came twice', () => {
  const open = new OpenDeadLetters();
  open.apply(settlement(2, '0', 'kafka:0:5'));
  open.apply(deadLetter(0, '5'));
  open.apply(settlement(2, '1', 'kafka:0:5'));
  expect(idsIn(open)).toEqual([]);
  expect(open.find('kafka:0:5')).toBeUndefined();
});

it('takes a settlement of nothing for what it is', () => {
  const open = new OpenDeadLetters();
  open.apply(settlement(0, '0', 'nonsense'));
  expect(idsIn(open)).toEqual([]);
});

it('reads a dead letter without any header of ours as well as can be', () => {
  const open = new OpenDeadLetters();
  open.apply(deadLetter(0, '0'));
  const at = new Date('2026-01-01T00:00:00Z');
  expect(open.all).toEqual([
    {
      id: 'kafka:0:0',
      stage: 'submissions',
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
  const open = new OpenDeadLetters();
  const broken = { 'dead-letter-redrives': '-1', 'dead-letter-attempts': 'many', 'dead-letter-at': 'never' };
  open.apply({ partition: 0, message: message('0', broken) });
  expect(open.all[0]).toMatchObject({
    redrives: 0,
    attempts: 0,
    lastAt: new Date('2026-01-01T00:00:00Z'),
  });
});

it('knows the topic that a dead letter came from, and the stage', () => {
  const open = new OpenDeadLetters();
  open.apply({ partition: 0, message: message('0', { 'dead-letter-source': 'registrations.decided/2/17' }) });
  expect(open.find('kafka:0:0')).toMatchObject({
    sourceTopic: 'registrations.decided',
    deadLetter: { stage: 'decision-log' },
  });
});
