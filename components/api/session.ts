import { readLocal, writeLocal } from '../ui/local-storage';
import { postJson, readJson, request, retryAfterOf, unexpected, Unreachable } from './http';

const TIMEOUT_MS = 15_000;
const BASE = '/api/auth';
const SIGNED_OUT_AT = 'portaria.signed-out-at';

/** `no-cookies`: the browser keeps none of ours, so nobody can be signed in. `unavailable`: it was not looked at. */
export type SignedIn =
  | { kind: 'signed-in' }
  | { kind: 'refused' | 'no-cookies' | 'unavailable' }
  | { kind: 'too-many'; retryAfterS: number };

/** Signs in, and looks whether the browser has kept the session. @throws {Unreachable} when nothing of ours answers. */
export const signIn = async (credentials: { email: string; password: string }): Promise<SignedIn> => {
  const csrfToken = await readToken();
  const init = postJson({ ...credentials, csrfToken });
  const response = await request(`${BASE}/callback/credentials`, { ...init, timeoutMs: TIMEOUT_MS });
  if (response.ok) return (await isSignedIn()) ? { kind: 'signed-in' } : { kind: 'no-cookies' };
  if (response.status === 401) return { kind: 'refused' };
  if (response.status === 403) return { kind: 'no-cookies' };
  if (response.status === 503) return { kind: 'unavailable' };
  if (response.status === 429) return { kind: 'too-many', retryAfterS: retryAfterOf(response) ?? 60 };
  throw unexpected(response);
};

/** Ends the session everywhere, and tells the other tabs. @throws {Unreachable} when it may not have ended. */
export const signOut = async (): Promise<void> => {
  const init = postJson({ csrfToken: await readToken() });
  const response = await request(`${BASE}/signout`, { ...init, timeoutMs: TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
  writeLocal(SIGNED_OUT_AT, String(Date.now()));
};

/**
 * Calls back when another tab of this browser signs out, or has since this page was asked for: a page that was still on
 * its way then has missed the moment. @returns what ends it.
 */
export const onSignOutElsewhere = (listener: () => void): (() => void) => {
  const heard = ({ key, newValue }: StorageEvent): void => {
    if (key === SIGNED_OUT_AT && newValue) listener();
  };
  window.addEventListener('storage', heard);
  if (Number(readLocal(SIGNED_OUT_AT)) > performance.timeOrigin) listener();
  return () => window.removeEventListener('storage', heard);
};

const readToken = async (): Promise<string> => {
  const { csrfToken } = await get<{ csrfToken?: string }>('csrf');
  if (!csrfToken) throw new Unreachable();
  return csrfToken;
};

const isSignedIn = async (): Promise<boolean> =>
  (await get<{ account?: object }>('session')).account !== undefined;

const get = async <T>(what: 'csrf' | 'session'): Promise<T> => {
  const response = await request(`${BASE}/${what}`, { timeoutMs: TIMEOUT_MS, cache: 'no-store' });
  if (!response.ok) throw unexpected(response);
  return readJson<T>(response);
};
