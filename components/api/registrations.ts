import type { FieldError } from '@/src/application/contracts/problem';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';
import { postJson, readJson, readProblem, request, unexpected } from './http';

// The server gives up on Kafka after five seconds and answers so; that answer should still arrive.
const SUBMIT_TIMEOUT_MS = 12_000;

type Submitted =
  { kind: 'accepted'; accepted: AcceptedRegistration } | { kind: 'invalid'; errors: FieldError[] };

/**
 * Sends a sign-up. The same key and e-mail give the same registration, so it is safe to send again.
 * @throws {Unreachable} when it is not known whether it was accepted.
 */
export const submitRegistration = async (
  form: RegistrationForm,
  idempotencyKey: string,
): Promise<Submitted> => {
  const init = postJson(form, { 'idempotency-key': idempotencyKey });
  const response = await request('/api/registrations', { ...init, timeoutMs: SUBMIT_TIMEOUT_MS });
  if (response.status === 202) return { kind: 'accepted', accepted: await readJson(response) };
  const { errors } = await readProblem(response);
  if (response.status < 500 && errors?.length) return { kind: 'invalid', errors };
  throw unexpected(response);
};
