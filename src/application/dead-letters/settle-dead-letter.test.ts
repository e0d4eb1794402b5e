import { beforeEach, expect, it } from 'vitest';
import { InMemoryAuditLog } from '@/tests/fakes/in-memory-audit-log';
import { InMemoryDeadLetters } from '@/tests/fakes/in-memory-dead-letters';
import { aRegistrationId } from '@/tests/fakes/samples';
import { MOST_REDRIVES, type DeadLetter } from '../ports/dead-letters';
import { discardDeadLetter, redriveDeadLetter } from './settle-dead-letter';

const NOW = new Date('2026-03-01T12:00:00Z');
const letter: DeadLetter = {
  id: 'kafka:0:1',
  stage: 'kafka',
  reason: 'email: missing',
  attempts: 1,
  redrives: 0,
  firstAt: NOW,
  lastAt: NOW,
  registrationId: aRegistrationId(),
  original: '{"name":"Ana"}',
};

let deadLetters: InMemoryDeadLetters;
let auditLog: InMemoryAuditLog;
const ports = () => ({ deadLetters, auditLog, now: () => NOW });
beforeEach(() => {
  deadLetters = new InMemoryDeadLetters();
  auditLog = new InMemoryAuditLog();
  deadLetters.add(letter);
});

it('redrives a letter and records who did, with none of the original', async () => {
  expect(await redriveDeadLetter(ports())({ letter, actor: 'operator' })).toEqual({ kind: 'redriven' });
  expect(deadLetters.redriven).toMatchObject([{ id: letter.id, redrives: 1 }]);
  expect(auditLog.entries).toEqual([
    {
      at: NOW,
      actor: 'operator',
      action: 'dead-letter.redriven',
      subject: letter.id,
      detail: { reason: letter.reason, registrationId: letter.registrationId },
    },
  ]);
});

it('records nothing of a letter that was redriven too often, or is gone', async () => {
  deadLetters.add({ ...letter, redrives: MOST_REDRIVES });
  expect(await redriveDeadLetter(ports())({ letter, actor: 'ana@example.org' })).toEqual({
    kind: 'too-often',
  });
  deadLetters.letters.clear();
  expect(await redriveDeadLetter(ports())({ letter, actor: 'ana@example.org' })).toEqual({ kind: 'unknown' });
  expect(await discardDeadLetter(ports())({ letter, actor: 'ana@example.org' })).toBe(false);
  expect(auditLog.entries).toEqual([]);
});

it('discards a letter and records who did', async () => {
  expect(await discardDeadLetter(ports())({ letter, actor: 'ana@example.org' })).toBe(true);
  expect(await deadLetters.list()).toEqual([]);
  expect(auditLog.entries).toMatchObject([{ actor: 'ana@example.org', action: 'dead-letter.discarded' }]);
});
