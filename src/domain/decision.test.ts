import { expect, it } from 'vitest';
import { decide, decideDuplicate, settleAgainstAccount } from './decision';
import { admit, queue, submit, toRegistrationId } from './registration';

const idOf = (digit: number) => toRegistrationId(`00000000-0000-4000-8000-00000000000${digit}`)!;
const submittedAt = new Date('2026-01-01T10:00:00Z');
const queuedAt = new Date('2026-01-01T10:00:01Z');
const pendingSince = new Date('2026-01-01T10:00:02Z');
const now = new Date('2026-01-01T11:00:00Z');

const applicant = { name: 'Ana', email: 'ana@example.org', reason: 'I row' };
const queued = queue(submit(idOf(1), applicant, submittedAt), queuedAt);
const pending = admit(queued, pendingSince);
const facts = {
  registrationId: idOf(1),
  decidedBy: 'rui@example.org',
  decidedAt: now,
  times: { submittedAt, queuedAt, pendingSince },
};

it('an approval has no reason, even where one was given', () => {
  const decision = decide(pending, { verdict: 'approve', reason: 'nice', decidedBy: 'rui@example.org' }, now);
  expect(decision).toEqual({ ...facts, outcome: 'approved' });
});

it('a rejection keeps its reason', () => {
  const decision = decide(
    pending,
    { verdict: 'reject', reason: 'no rower', decidedBy: 'rui@example.org' },
    now,
  );
  expect(decision).toEqual({ ...facts, outcome: 'rejected', reason: 'no rower' });
});

it('a rejection may be silent', () => {
  const decision = decide(pending, { verdict: 'reject', decidedBy: 'rui@example.org' }, now);
  expect(decision).toEqual({ ...facts, outcome: 'rejected' });
});

it('a duplicate is decided by the system and never was pending', () => {
  const times = { submittedAt, queuedAt };
  const expected = { ...facts, decidedBy: 'system', outcome: 'duplicate', duplicateOf: idOf(2), times };
  expect(decideDuplicate(queued, idOf(2), now)).toStrictEqual(expected);
  expect(decideDuplicate(pending, idOf(2), now)).toStrictEqual(expected);
});

it('an approval for an address that has an account is a duplicate of the registration that opened it', () => {
  const approval = decide(pending, { verdict: 'approve', decidedBy: 'rui@example.org' }, now);
  expect(settleAgainstAccount(approval, idOf(2))).toEqual({
    ...facts,
    outcome: 'duplicate',
    duplicateOf: idOf(2),
  });
});

it('an approval stands where the address has no account, or the account is its own', () => {
  const approval = decide(pending, { verdict: 'approve', decidedBy: 'rui@example.org' }, now);
  expect(settleAgainstAccount(approval, undefined)).toBe(approval);
  expect(settleAgainstAccount(approval, idOf(1))).toBe(approval);
});

it('a rejection stands, whoever has an account with the address', () => {
  const rejection = decide(pending, { verdict: 'reject', decidedBy: 'rui@example.org' }, now);
  expect(settleAgainstAccount(rejection, idOf(2))).toBe(rejection);
});
