import type { PasswordFlaw } from '@/src/domain/password';
import { postJson, readJson, readProblem, request, retryAfterOf, unexpected } from './http';

const TIMEOUT_MS = 15_000;

export type PasswordSet =
  { kind: 'set'; email: string } | { kind: 'no-link' } | { kind: 'flawed'; flaw: PasswordFlaw };

/** Sets the password of the account that a mailed link opens. @throws {Unreachable} where nobody knows whether it did. */
export const setPassword = async (wanted: { token: string; password: string }): Promise<PasswordSet> => {
  const response = await request('/api/password', { ...postJson(wanted), timeoutMs: TIMEOUT_MS });
  if (response.ok) return { kind: 'set', ...(await readJson<{ email: string }>(response)) };
  if (response.status === 410) return { kind: 'no-link' };
  return { kind: 'flawed', flaw: await flawOf(response) };
};

export type ResetAsked = { kind: 'asked' } | { kind: 'too-many'; retryAfterS: number };

/** Asks for a link to a new password. @throws {Unreachable} when it was not asked for. */
export const askForPasswordReset = async (email: string): Promise<ResetAsked> => {
  const response = await request('/api/password-reset', { ...postJson({ email }), timeoutMs: TIMEOUT_MS });
  if (response.status === 429) return { kind: 'too-many', retryAfterS: retryAfterOf(response) ?? 60 };
  if (!response.ok) throw unexpected(response);
  return { kind: 'asked' };
};

export type PasswordChanged = { kind: 'changed' | 'wrong' } | { kind: 'flawed'; flaw: PasswordFlaw };

/** Changes the own password. @throws {Unreachable} where nobody knows whether it did. */
export const changePassword = async (change: {
  current: string;
  password: string;
}): Promise<PasswordChanged> => {
  const response = await send('/api/account/password', 'PUT', change);
  if (response.ok) return { kind: 'changed' };
  const { errors } = response.status === 422 ? await readProblem(response.clone()) : {};
  if (errors?.[0]?.field === 'current') return { kind: 'wrong' };
  return { kind: 'flawed', flaw: await flawOf(response) };
};

/** Changes the own name; answers whether it was one. @throws {Unreachable} where nobody knows whether it did. */
export const rename = async (name: string): Promise<boolean> => {
  const response = await send('/api/account', 'PATCH', { name });
  if (response.status === 422) return false;
  if (!response.ok) throw unexpected(response);
  return true;
};

/** Ends every session of the own account, this one as well. @throws {Unreachable} when they may not have ended. */
export const signOutEverywhere = async (): Promise<void> => {
  const response = await request('/api/account/sessions', { method: 'DELETE', timeoutMs: TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
};

const send = (path: string, method: 'PUT' | 'PATCH', body: object): Promise<Response> =>
  request(path, { ...postJson(body), method, timeoutMs: TIMEOUT_MS });

const flawOf = async (response: Response): Promise<PasswordFlaw> => {
  const { errors } = response.status === 422 ? await readProblem(response) : {};
  const error = errors?.find(({ field }) => field === 'password');
  if (!error) throw unexpected(response);
  return error.code as string as PasswordFlaw;
};
