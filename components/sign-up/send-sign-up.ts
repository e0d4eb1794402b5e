import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { Unreachable } from '../api/http';
import { fetchChallenge, submitRegistration, type SignUpExtras, type Submitted } from '../api/registrations';

/** A proof may come too late once, and a form be too fast once. */
const TRIES = 4;

type Outcome = Exclude<Submitted, { code: 'too_fast' | 'proof_required' }>;
type Send = { form: RegistrationForm; idempotencyKey: string; extras: SignUpExtras; onProving: () => void };

/**
 * Sends a sign-up, and does what the server asks for before it takes one: waits where the form was filled in too fast, and proves work.
 * @throws {Unreachable} when it is not known whether it was accepted.
 */
export const sendSignUp = async ({ form, idempotencyKey, extras, onProving }: Send): Promise<Outcome> => {
  let proof: string | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const submitted = await submitRegistration({ ...form, ...extras, proof }, idempotencyKey);
    if (submitted.kind !== 'refused') return submitted;
    if (submitted.code === 'too_fast') await wait(submitted.retryAfterS);
    else if (submitted.code !== 'proof_required') return submitted;
    else {
      onProving();
      const [solve, challenge] = await Promise.all([loadSolve(), fetchChallenge()]);
      proof = await solve(challenge);
    }
  }
  throw new Unreachable();
};

/** Few visitors are ever asked to prove work, so no page brings along what does it. */
const loadSolve = async () => {
  try {
    return (await import('./solve-challenge')).solve;
  } catch {
    throw new Unreachable();
  }
};

const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
