import { beforeEach, expect, it } from 'vitest';
import { InMemoryRateLimits } from '@/tests/fakes/in-memory-rate-limits';
import { guardSignUp, type SignUpAttempt, type SignUpLimit, type SignUpRules } from './guard-sign-up';

const NOW = new Date('2026-03-02T08:00:00Z');
const LIMITS = {
  'sign-ups-per-network': 40,
  'sign-ups-per-email': 3,
  'repeats-per-sign-up': 5,
  'sign-ups-before-surge': 60,
  'uses-per-proof': 1,
};
const RULES: SignUpRules = { proofOfWork: 'never', backlogCap: 0, surgeBacklog: 0, minimumFillMs: 2_000 };

let limits: InMemoryRateLimits<SignUpLimit>;
let waiting: number | undefined;
let people = 0;
beforeEach(() => {
  limits = new InMemoryRateLimits<SignUpLimit>(LIMITS);
  waiting = 0;
});

/** Any proof that begins with "solved" solves the challenge that it names. */
const guard = (rules: Partial<SignUpRules> = {}) =>
  guardSignUp({
    limits,
    backlog: { waiting: async () => waiting },
    proofs: { verify: async (proof) => (proof.startsWith('solved') ? proof : undefined) },
    stamps: { read: (stamp) => (Number(stamp) > 0 ? new Date(Number(stamp)) : undefined) },
    rules: { ...RULES, ...rules },
    now: () => NOW,
  });
const someone = (given: Partial<SignUpAttempt> = {}): SignUpAttempt => {
  people += 1;
  return {
    network: '192.0.2.7',
    emailKey: `p${people}@example.org`,
    idempotencyKey: `key-${people}`,
    ...given,
  };
};
const codesOf = async (attempts: SignUpAttempt[], rules: Partial<SignUpRules> = {}) => {
  const codes: string[] = [];
  for (const attempt of attempts) {
    const verdict = await guard(rules)(attempt);
    codes.push(verdict.ok ? 'ok' : verdict.code);
  }
  return codes;
};
const times = (count: number, given: Partial<SignUpAttempt> = {}) =>
  Array.from({ length: count }, () => someone(given));

it('takes as many from one network as the limit says, and tells when to come again', async () => {
  expect(new Set(await codesOf(times(40)))).toEqual(new Set(['ok']));
  expect(await guard()(someone())).toEqual({ ok: false, code: 'rate_limited', retryAfterSeconds: 600 });
  expect(await codesOf(times(1, { network: '192.0.2.8' }))).toEqual(['ok']);
});

it('takes few with one address, from whatever network', async () => {
  const attempts = ['a', 'b', 'c', 'd'].map((network) => someone({ network, emailKey: 'ana@example.org' }));
  expect(await codesOf(attempts)).toEqual(['ok', 'ok', 'ok', 'rate_limited']);
});

it('of many at the same moment only as many pass as there is room for', async () => {
  const passed = async (attempts: SignUpAttempt[]) =>
    (await Promise.all(attempts.map((attempt) => guard()(attempt)))).filter(({ ok }) => ok).length;
  expect(await passed(times(60))).toBe(40);
  const networks = Array.from({ length: 10 }, (_, index) => `198.51.100.${index}`);
  expect(await passed(networks.map((network) => someone({ network, emailKey: 'ana@example.org' })))).toBe(3);
});

it('counts nothing of what a limit refuses: no network, and no proof', async () => {
  await codesOf(times(3, { emailKey: 'ana@example.org' }));
  expect(await codesOf(times(2, { emailKey: 'ana@example.org' }))).toEqual(['rate_limited', 'rate_limited']);
  expect(await limits.peek('sign-ups-per-network', '192.0.2.7')).toEqual({ ok: true, taken: 3 });

  await codesOf(times(37));
  const proven = someone({ proof: 'solved 1' });
  expect(await codesOf([proven], { proofOfWork: 'always' })).toEqual(['rate_limited']);
  expect(await codesOf([{ ...proven, network: '192.0.2.8' }], { proofOfWork: 'always' })).toEqual(['ok']);
});

it('counts the same request with the same key once, but not for ever', async () => {
  const attempt = someone();
  expect(await codesOf(Array.from({ length: 6 }, () => attempt))).toEqual([
    ...Array.from({ length: 5 }, () => 'ok'),
    'rate_limited',
  ]);
  expect(await limits.peek('sign-ups-per-network', attempt.network)).toEqual({ ok: true, taken: 1 });
});

it('counts twenty of the same request at once as one for its address', async () => {
  limits = new InMemoryRateLimits<SignUpLimit>({
    ...LIMITS,
    'repeats-per-sign-up': 30,
  });
  const attempt = someone();
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => guard()(attempt)));
  expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
  expect(await limits.peek('sign-ups-per-email', attempt.emailKey)).toEqual({ ok: true, taken: 1 });
});

it('a refused request does not pass because it is sent again', async () => {
  await codesOf(times(40));
  const attempt = someone();
  expect(await codesOf([attempt, attempt, attempt])).toEqual(Array.from({ length: 3 }, () => 'rate_limited'));
  expect(await limits.peek('sign-ups-per-email', attempt.emailKey)).toEqual({ ok: true, taken: 0 });
});

it('a form that was sent sooner than anybody could fill it in waits for the rest of the time', async () => {
  const shown = (msAgo: number) => someone({ stamp: String(NOW.getTime() - msAgo) });
  expect(await guard()(shown(500))).toEqual({ ok: false, code: 'too_fast', retryAfterSeconds: 2 });
  expect(await codesOf([shown(2_000), someone(), someone({ stamp: 'forged' })])).toEqual(['ok', 'ok', 'ok']);
});

it('closes where the backlog is full, and stays open where nobody knows it', async () => {
  waiting = 100;
  expect(await codesOf(times(1), { backlogCap: 101 })).toEqual(['ok']);
  expect(await codesOf(times(1), { backlogCap: 100 })).toEqual(['backlog_full']);
  waiting = undefined;
  expect(await codesOf(times(1), { backlogCap: 100 })).toEqual(['ok']);
});

it('takes a request that was let through before, though the backlog is full now', async () => {
  const attempt = someone();
  await codesOf([attempt]);
  waiting = 100;
  expect(await codesOf([attempt], { backlogCap: 100 })).toEqual(['ok']);
});

it('asks always for a proof, and takes each once', async () => {
  const proofs = [undefined, 'wrong', 'solved 1', 'solved 1', 'solved 2'];
  const attempts = proofs.map((proof) => someone({ proof }));
  expect(await codesOf(attempts, { proofOfWork: 'always' })).toEqual([
    'proof_required',
    'proof_required',
    'ok',
    'proof_required',
    'ok',
  ]);
  expect(await limits.peek('sign-ups-per-network', '192.0.2.7')).toEqual({ ok: true, taken: 2 });
});

it('asks for a proof during a surge only: of sign-ups, or of the backlog', async () => {
  const many = Array.from({ length: 61 }, (_, index) => someone({ network: `192.0.2.${index}` }));
  const codes = await codesOf(many, { proofOfWork: 'surge' });
  expect(codes.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 'ok'));
  expect(codes.at(-1)).toBe('proof_required');

  limits = new InMemoryRateLimits<SignUpLimit>(LIMITS);
  waiting = 50;
  const surge = { proofOfWork: 'surge', surgeBacklog: 50 } as const;
  expect(await codesOf([someone(), someone({ proof: 'solved' })], surge)).toEqual(['proof_required', 'ok']);
});
