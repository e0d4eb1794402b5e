import type { FieldError } from '@/src/application/contracts/problem';
import type {
  DecisionReply,
  PendingItem,
  PendingPage,
  RepeatedSignUp,
} from '@/src/application/contracts/review';
import { postJson, readJson, readProblem, request, unexpected } from './http';

const TIMEOUT_MS = 10_000;
const BASE = '/api/review/registrations';

export type Order = 'oldest' | 'newest';
export type DecisionRequest = { registrationId: string; verdict: 'approve' | 'reject'; reason?: string };

/**
 * `conflict`: somebody decided otherwise before; `gone`: it is not in the list, nor is there a decision; `invalid`: the
 * reason was refused, with why.
 */
export type Decided =
  | { kind: 'recorded'; decision: DecisionReply }
  | { kind: 'conflict'; decision: DecisionReply }
  | { kind: 'gone' }
  | { kind: 'invalid'; fault: FieldError | undefined }
  | { kind: 'signed-out' };

export type Found =
  { kind: 'pending'; item: PendingItem } | { kind: 'decided'; decision: DecisionReply } | { kind: 'missing' };

/** Reads one page of those who wait. @throws {Unreachable} for anything but a page. */
export const listPending = async (page: {
  order: Order;
  cursor?: string;
  signal: AbortSignal;
}): Promise<PendingPage> => {
  const query = new URLSearchParams({ order: page.order, ...(page.cursor && { cursor: page.cursor }) });
  const response = await request(`${BASE}?${query}`, { signal: page.signal, timeoutMs: TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
  return readJson(response);
};

/** Reads one registration, whether it still waits or was decided. @throws {Unreachable} for anything else. */
export const findRegistration = async (registrationId: string, signal: AbortSignal): Promise<Found> => {
  const response = await request(itemPath(registrationId), { signal, timeoutMs: TIMEOUT_MS });
  if (response.ok) return { kind: 'pending', item: await readJson(response) };
  if (response.status !== 404) throw unexpected(response);
  const decision = await readDecision(response);
  return decision ? { kind: 'decided', decision } : { kind: 'missing' };
};

/** Reads what was written in the further sign-ups with its address, latest first. @throws {Unreachable} for anything else. */
export const listRepeatedSignUps = async (
  registrationId: string,
  signal: AbortSignal,
): Promise<RepeatedSignUp[]> => {
  const path = `${itemPath(registrationId)}/repeated-sign-ups`;
  const response = await request(path, { signal, timeoutMs: TIMEOUT_MS });
  if (!response.ok) throw unexpected(response);
  return (await readJson<{ items: RepeatedSignUp[] }>(response)).items;
};

/** Records a decision. Deciding again the same way is safe. @throws {Unreachable} when it may not be recorded. */
export const decide = async ({ registrationId, ...body }: DecisionRequest): Promise<Decided> => {
  const init = { ...postJson(body), timeoutMs: TIMEOUT_MS };
  const response = await request(`${itemPath(registrationId)}/decision`, init);
  if (response.ok) return { kind: 'recorded', decision: await readJson(response) };
  if (response.status === 401) return { kind: 'signed-out' };
  if (response.status === 404) return { kind: 'gone' };
  if (response.status === 422) return { kind: 'invalid', fault: (await readProblem(response)).errors?.[0] };
  if (response.status !== 409) throw unexpected(response);
  const decision = await readDecision(response);
  return decision ? { kind: 'conflict', decision } : { kind: 'gone' };
};

const itemPath = (registrationId: string): string => `${BASE}/${encodeURIComponent(registrationId)}`;

/** Reads the decision that a problem carries; undefined where it carries none, or none that we understand. */
const readDecision = async (response: Response): Promise<DecisionReply | undefined> => {
  const { decision } = await readProblem(response);
  return isDecision(decision) ? decision : undefined;
};

const OUTCOMES: readonly unknown[] = [
  'approved',
  'rejected',
  'duplicate',
] satisfies DecisionReply['outcome'][];

const isDecision = (value: unknown): value is DecisionReply => {
  const {
    registrationId,
    outcome,
    decidedBy,
    decidedAt,
    reason = '',
  } = (value ?? {}) as Partial<DecisionReply>;
  const texts: unknown[] = [registrationId, decidedBy, decidedAt, reason];
  return OUTCOMES.includes(outcome) && texts.every((text) => typeof text === 'string');
};
