import type { FieldError } from '@/src/application/contracts/problem';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';
import { postJson, read, readProblem, request, unexpected } from './request';

// The server gives up on Kafka after five seconds and says so, and that answer should still arrive.
const SUBMIT_TIMEOUT_MS = 12_000;

export type Submitted =
  | { kind: 'accepted'; accepted: AcceptedRegistration }
  | { kind: 'refused'; errors: Pick<FieldError, 'field' | 'code'>[] };

/**
 * Sends a sign-up. The same key and e-mail give the same registration, so it is safe to send again.
 * @throws {Unreachable} when it is not known whether it was taken.
 */
export const submitRegistration = async (
  form: RegistrationForm,
  idempotencyKey: string,
): Promise<Submitted> => {
  const init = postJson(form, { 'idempotency-key': idempotencyKey });
  const response = await request('/api/registrations', { ...init, timeoutMs: SUBMIT_TIMEOUT_MS });
  if (response.status === 202) return { kind: 'accepted', accepted: await read(response) };
  const { errors } = await readProblem(response);
  if (response.status < 500 && errors?.length) return { kind: 'refused', errors };
  throw unexpected(response);
};
