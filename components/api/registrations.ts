import type { Challenge } from 'altcha-lib/types';
import type { FieldError, RefusalCode } from '@/src/application/contracts/problem';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';
import type { Language } from '@/src/domain/language';
import { postJson, readJson, readProblem, request, unexpected } from './http';

// The server gives up on Kafka after five seconds and answers so; that answer should still arrive.
const SUBMIT_TIMEOUT_MS = 12_000;

export type Submitted =
  | { kind: 'accepted'; accepted: AcceptedRegistration }
  /** The key was accepted with other words before: these were not accepted, and need a key of their own. */
  | { kind: 'key-reused' }
  | { kind: 'invalid'; errors: FieldError[] }
  /** Not accepted for now; the same request may be sent again after the wait. */
  | { kind: 'refused'; code: RefusalCode; retryAfterS: number };

/** What the page adds to the form: see `signUpRequest` of the contracts. */
export type SignUpExtras = { website: string; stamp: string; proof?: string; language: Language };

/**
 * Sends a sign-up. The same key and form give the same registration, so it is safe to send again.
 * @throws {Unreachable} when it is not known whether it was accepted.
 */
export const submitRegistration = async (
  form: RegistrationForm & SignUpExtras,
  idempotencyKey: string,
): Promise<Submitted> => {
  const init = postJson(form, { 'idempotency-key': idempotencyKey });
  const response = await request('/api/registrations', { ...init, timeoutMs: SUBMIT_TIMEOUT_MS });
  if (response.status === 202) return { kind: 'accepted', accepted: await readJson(response) };
  const { errors, code } = await readProblem(response);
  if (errors?.some((error) => error.field === 'Idempotency-Key' && error.code === 'reused')) {
    return { kind: 'key-reused' };
  }
  if (response.status < 500 && errors?.length) return { kind: 'invalid', errors };
  const error = unexpected(response);
  if (code) return { kind: 'refused', code, retryAfterS: error.retryAfterS ?? 0 };
  throw error;
};

/** Asks for a challenge to prove work with. @throws {Unreachable} where there is none. */
export const fetchChallenge = async (): Promise<Challenge> => {
  const response = await request('/api/registrations/challenge', { timeoutMs: SUBMIT_TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
  return readJson<Challenge>(response);
};
