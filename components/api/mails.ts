import type { MailPage } from '@/src/application/contracts/mails';
import { readJson, request, unexpected } from './http';

const TIMEOUT_MS = 15_000;
const BASE = '/api/review/mails';

/** Reads a page of mails, the newest first. @throws {Unreachable} for anything but the page. */
export const listMails = async (signal: AbortSignal, cursor?: string): Promise<MailPage> => {
  const query = cursor ? `?${new URLSearchParams({ cursor })}` : '';
  const response = await request(`${BASE}${query}`, { signal, timeoutMs: TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
  return readJson(response);
};

/** Has a refused mail tried again; false where it was none any more. @throws {Unreachable} when it may not be. */
export const retryMail = async (id: string): Promise<boolean> => {
  const response = await request(`${BASE}/${id}/retry`, { method: 'POST', timeoutMs: TIMEOUT_MS });
  if (response.status === 404) return false;
  if (!response.ok) throw unexpected(response);
  return true;
};

/** The path of the link in a mail; undefined where it has none any more. @throws {Unreachable} where nobody knows. */
export const linkOfMail = async (id: string): Promise<string | undefined> => {
  const response = await request(`${BASE}/${id}/link`, { method: 'POST', timeoutMs: TIMEOUT_MS });
  if (response.status === 404) return undefined;
  if (!response.ok) throw unexpected(response);
  return (await readJson<{ path: string }>(response)).path;
};
