import type { DeadLetterList } from '@/src/application/contracts/dead-letters';
import { readJson, request, unexpected } from './http';

const TIMEOUT_MS = 30_000;
const BASE = '/api/review/dead-letters';

/** `gone`: somebody else was faster; `too-often`: it may only be discarded. */
export type Settled = 'done' | 'gone' | 'too-often' | 'signed-out';

/** Reads all dead letters, oldest first. @throws {Unreachable} for anything but the list. */
export const listDeadLetters = async (signal: AbortSignal): Promise<DeadLetterList> => {
  const response = await request(BASE, { signal, timeoutMs: TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
  return readJson(response);
};

/** Sends one again, as a new message. @throws {Unreachable} when it may not have been sent. */
export const redriveDeadLetter = (id: string): Promise<Settled> => settle(`${pathTo(id)}/redrive`, 'POST');

/** Takes one off the list for good. @throws {Unreachable} when it may still be there. */
export const discardDeadLetter = (id: string): Promise<Settled> => settle(pathTo(id), 'DELETE');

const pathTo = (id: string): string => `${BASE}/${encodeURIComponent(id)}`;

const settle = async (path: string, method: 'POST' | 'DELETE'): Promise<Settled> => {
  const response = await request(path, { method, timeoutMs: TIMEOUT_MS });
  if (response.ok) return 'done';
  if (response.status === 401) return 'signed-out';
  if (response.status === 404) return 'gone';
  if (response.status === 409) return 'too-often';
  throw unexpected(response);
};
