import { beforeEach, expect, it } from 'vitest';
import { InMemoryAuditLog } from '@/tests/fakes/in-memory-audit-log';
import { InMemoryDeadLetters } from '@/tests/fakes/in-memory-dead-letters';
import { aRegistrationId } from '@/tests/fakes/samples';
import { MOST_REDRIVES, type DeadLetter } from '../ports/dead-letters';
import { discardDeadLetter, redriveDeadLetter } from './settle-dead-letter';

const NOW = new Date('2026-03-01T12:00:00Z');
const deadLetter: DeadLetter = {
  id: 'kafka:0:1',
  stage: 'submissions',
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
  deadLetters.add(deadLetter);
});

it('redrives a dead letter and records who did, with none of the original', async () => {
  expect(await redriveDeadLetter(ports())({ deadLetter, actor: 'operator' })).toEqual({ kind: 'redriven' });
  expect(deadLetters.redriven).toMatchObject([{ id: deadLetter.id, redrives: 1 }]);
  expect(auditLog.entries).toEqual([
    {
      at: NOW,
      actor: 'operator',
      action: 'dead-letter.redriven',
      subject: deadLetter.id,
      detail: { reason: deadLetter.reason, registrationId: deadLetter.registrationId },
    },
  ]);
});

it('records nothing of a dead letter that was redriven too often, or is gone', async () => {
  deadLetters.add({ ...deadLetter, redrives: MOST_REDRIVES });
  expect(await redriveDeadLetter(ports())({ deadLetter, actor: 'ana@example.org' })).toEqual({
    kind: 'too-often',
  });
  deadLetters.open.clear();
  expect(await redriveDeadLetter(ports())({ deadLetter, actor: 'ana@example.org' })).toEqual({
    kind: 'unknown',
  });
  expect(await discardDeadLetter(ports())({ deadLetter, actor: 'ana@example.org' })).toBe(false);
  expect(auditLog.entries).toEqual([]);
});

it('discards a dead letter and records who did', async () => {
  expect(await discardDeadLetter(ports())({ deadLetter, actor: 'ana@example.org' })).toBe(true);
  expect(await deadLetters.list()).toEqual([]);
  expect(auditLog.entries).toMatchObject([{ actor: 'ana@example.org', action: 'dead-letter.discarded' }]);
});
