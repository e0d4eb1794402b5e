import { expect, it } from 'vitest';
import { InMemoryRateLimits } from '@/tests/fakes/in-memory-rate-limits';
import { type PasswordResetLimit, requestPasswordReset } from './request-password-reset';

const start = new Date('2026-03-01T08:00:00Z').getTime();

const make = (points: Partial<Record<PasswordResetLimit, number>> = {}) => {
  const owed: { email: string; window: string }[] = [];
  let nowMs = start;
  const ask = requestPasswordReset({
    notices: { owePasswordReset: async (request) => void owed.push(request) },
    limits: new InMemoryRateLimits<PasswordResetLimit>(points),
    now: () => new Date(nowMs),
  });
  return { ask, owed, pass: (minutes: number) => (nowMs += minutes * 60_000) };
};
const ana = { email: 'ana@example.org', network: '192.0.2.1' };

it('owes one mail for each ten minutes', async () => {
  const { ask, owed, pass } = make();
  await ask(ana);
  await ask(ana);
  pass(10);
  await ask(ana);
  const [first, second, third] = owed.map(({ window }) => window);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('answers the same, and owes nothing, where one address was asked for too often', async () => {
  const { ask, owed } = make({ 'password-resets-per-email': 1 });
  expect(await ask(ana)).toEqual({ kind: 'asked' });
  expect(await ask({ email: 'Ana@Example.org', network: '192.0.2.2' })).toEqual({ kind: 'asked' });
  expect(owed).toHaveLength(1);
});

it('tells a network that asks for many to wait', async () => {
  const { ask, owed } = make({ 'password-resets-per-network': 1 });
  await ask(ana);
  expect(await ask({ ...ana, email: 'b@example.org' })).toMatchObject({ kind: 'too-many' });
  expect(owed).toHaveLength(1);
});
