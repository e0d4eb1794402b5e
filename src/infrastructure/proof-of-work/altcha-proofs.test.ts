import { expect, it } from 'vitest';
import { solve } from '@/components/sign-up/solve-challenge';
import { AltchaProofs } from './altcha-proofs';

const SECRET = 'a secret of the tests, long enough';
const proofs = new AltchaProofs(SECRET, 500);
type Challenge = Parameters<typeof solve>[0];
const challenge = async (now = new Date()) => (await proofs.challenge(now)) as Challenge;

const altered = (
  proof: string,
  change: (payload: { challenge: Challenge; solution: { counter: number } }) => void,
) => {
  const payload = JSON.parse(atob(proof)) as Parameters<typeof change>[0];
  change(payload);
  return btoa(JSON.stringify(payload));
};

it('takes what the page solved, and names its challenge', async () => {
  const one = await challenge();
  expect(await proofs.verify(await solve(one))).toBe(one.signature);
  expect(await new AltchaProofs(SECRET, 9).verify(await solve(await challenge()))).toBeDefined();
});

it.each([
  ['an easier challenge', ({ challenge: { parameters } }) => void (parameters.keyPrefix = '00')],
  ['a later end', ({ challenge: { parameters } }) => void (parameters.expiresAt! += 60)],
  ['another signature', ({ challenge }) => void (challenge.signature = 'ab'.repeat(32))],
  [
    'a key that was not computed',
    (payload) => void Object.assign(payload.solution, { derivedKey: 'ab'.repeat(32) }),
  ],
] satisfies [string, Parameters<typeof altered>[1]][])('refuses %s', async (_name, change) => {
  expect(await proofs.verify(altered(await solve(await challenge()), change))).toBeUndefined();
});

it('refuses what is too late, of another secret, or no proof at all', async () => {
  expect(await proofs.verify(await solve(await challenge(new Date(Date.now() - 700_000))))).toBeUndefined();
  const foreign = new AltchaProofs('another secret of the tests, long enough', 500);
  expect(await foreign.verify(await solve(await challenge()))).toBeUndefined();
  for (const text of ['', 'x', btoa('null'), btoa('{}'), btoa('{"challenge":{"parameters":{}}}')])
    expect(await proofs.verify(text)).toBeUndefined();
});
