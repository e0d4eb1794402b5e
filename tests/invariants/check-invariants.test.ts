import { describe, expect, it } from 'vitest';
import { checkFacts } from './check-invariants';
import type { Accepted, DecisionAnswer, Facts } from './facts';

const [PENDING, APPROVED, REJECTED] = ['p', 'a', 'r'] as const;
const AT = '2026-11-23T08:00:00.000Z';

/** One registration that waits, one that was approved, one that was rejected, and all is well. */
const wellFacts = (): Facts => ({
  log: [PENDING, APPROVED, REJECTED].map((id) => ({ registrationId: id, email: `${id}@example.org` })),
  deadLetters: [],
  documents: new Map([
    [PENDING, { status: 'submitted', version: 1, complete: true }],
    [APPROVED, { status: 'approved', version: 2, complete: true }],
    [REJECTED, { status: 'rejected', version: 2, complete: true }],
  ]),
  pending: { listed: [PENDING], entries: [PENDING], claims: new Map([['p@example.org', PENDING]]) },
  decisions: new Map([
    [APPROVED, { verdict: 'approve', decidedBy: 'ana', decidedAt: AT, duplicateOf: undefined }],
    [REJECTED, { verdict: 'reject', decidedBy: 'bia', decidedAt: AT, duplicateOf: undefined }],
  ]),
  accounts: [{ registrationId: APPROVED, email: 'a@example.org' }],
  audited: [APPROVED, REJECTED],
  backlog: { lag: { orchestrator: 0, 'orchestrator-decisions': 0 }, queued: 0, outbox: 0 },
});

const accepted: Accepted[] = [PENDING, APPROVED, REJECTED].map((id) => ({
  registrationId: id,
  email: `${id}@example.org`,
  at: AT,
  status: 202,
}));
const answer = (changes: Partial<DecisionAnswer> = {}): DecisionAnswer => ({
  registrationId: APPROVED,
  verdict: 'approve',
  status: 200,
  stands: { outcome: 'approved', decidedBy: 'ana', decidedAt: AT },
  ...changes,
});

const broken = (change: (facts: Facts) => void, answers: DecisionAnswer[] = []): string[] => {
  const facts = wellFacts();
  change(facts);
  const { violations } = checkFacts(facts, { accepted, answers });
  return [...new Set(violations.map(({ invariant }) => invariant))];
};
const nothing = (): void => undefined;

it('all is well where all is well', () => {
  expect(broken(nothing, [answer()])).toEqual([]);
});

describe('each invariant notices', () => {
  it.each<[string, string, (facts: Facts) => void]>([
    ['I1', 'an accepted one that is nowhere', ({ pending }) => void (pending.listed = pending.entries = [])],
    ['I2', 'one that the log lost', (facts) => void (facts.log = facts.log.slice(1))],
    ['I1', 'an entry that no list shows', ({ pending }) => void (pending.listed = [])],
    ['I2', 'one that nobody signed up', ({ decisions }) => void decisions.set('x', decisions.get(REJECTED)!)],
    [
      'I3',
      'two accounts',
      ({ accounts }) => void accounts.push({ registrationId: 'y', email: 'A@EXAMPLE.org' }),
    ],
    ['I3', 'a false duplicate', ({ decisions }) => makeDuplicate(decisions, REJECTED, APPROVED)],
    ['I4', 'an approval without an account', (facts) => void (facts.accounts = [])],
    ['I5', 'a decided one that is pending', ({ pending }) => void pending.listed.push(REJECTED)],
    ['I5', 'a claim that nobody holds', ({ pending }) => void pending.claims.set('r@example.org', REJECTED)],
    ['I6', 'a missing document', ({ documents }) => void documents.delete(PENDING)],
    ['I6', 'an old state', ({ documents }) => void documents.set(REJECTED, documents.get(PENDING)!)],
    ['I8', 'a lag', ({ backlog }) => void (backlog.lag['orchestrator'] = 1)],
    ['I8', 'a job in the outbox', ({ backlog }) => void (backlog.outbox = 1)],
    ['I9', 'a decision that nobody audited', ({ audited }) => void audited.pop()],
    ['I9', 'one audited twice', ({ audited }) => void audited.push(APPROVED)],
  ])('%s: %s', (invariant, _what, change) => {
    expect(broken(change)).toContain(invariant);
  });

  it.each<[string, Partial<DecisionAnswer>]>([
    [
      'who was told of another decision',
      { stands: { outcome: 'approved', decidedBy: 'bia', decidedAt: AT } },
    ],
    ['who was told to have won and lost', { verdict: 'reject' }],
    ['who was told to have lost and won', { status: 409 }],
    ['who was told that it is unknown', { status: 404, stands: undefined }],
  ])('I7: a reviewer %s', (_what, changes) => {
    expect(broken(nothing, [answer(changes)])).toEqual(['I7']);
  });
});

it('a reviewer who got no answer proves nothing', () => {
  expect(broken(nothing, [answer({ status: 503, stands: undefined })])).toEqual([]);
});

it('a dead letter is an ending, but only of what stands nowhere else', () => {
  const deadLetterOf = (registrationId: string) => ({
    place: 'kafka:0:1',
    registrationId,
    reason: '',
    text: '',
  });
  const lost = (facts: Facts): void => {
    facts.pending = { listed: [], entries: [], claims: new Map() };
    facts.deadLetters.push(deadLetterOf(PENDING));
  };
  expect(broken(lost)).toEqual([]);
  expect(broken(({ deadLetters }) => void deadLetters.push(deadLetterOf(APPROVED)))).toEqual([]);
});

describe('I13: a dead letter', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const signUp = {
    schema: 1,
    registrationId: id,
    name: 'Rui',
    email: 'r@example.org',
    reason: 'Row',
    submittedAt: AT,
  };
  const decision = { schema: 1, registrationId: id, verdict: 'approve', decidedBy: 'ana', decidedAt: AT };
  const deadLetter = (text: string) => ({ place: 'kafka:0:1', registrationId: APPROVED, reason: '', text });
  const brokenBy = (text: string) => broken(({ deadLetters }) => void deadLetters.push(deadLetter(text)));

  it.each([
    ['sign-up', signUp],
    ['queued sign-up', { ...signUp, queuedAt: AT }],
    ['decision', decision],
  ])('that is a valid %s is noticed, even beside another copy of it', (_what, message) =>
    expect(brokenBy(JSON.stringify(message))).toEqual(['I13']),
  );

  it.each<[string, object | string]>([
    ['nothing that can be read', 'this is not JSON'],
    ['something else', [id]],
    ['no id', { ...signUp, registrationId: 'x' }],
    ['too long', { ...signUp, email: `${'x'.repeat(40_000)}@example.org` }],
    ['of no time', { ...signUp, submittedAt: '0000-01-01T00:00:00.000Z' }],
  ])('is right for %s', (_what, message) =>
    expect(brokenBy(typeof message === 'string' ? message : JSON.stringify(message))).toEqual([]),
  );
});

const makeDuplicate = (decisions: Facts['decisions'], id: string, of: string): void => {
  decisions.set(id, { ...decisions.get(id)!, verdict: 'duplicate', duplicateOf: of });
};
