import { z } from 'zod';
import { DECISION_REASON } from './decision-reason';
import { registrationIdText } from './registration-id';
import { checkedText } from './text-field';

export const PAGE_SIZE = 50;

/** Query of `GET /api/review/registrations`; an empty cursor is the first page. */
export const pendingQuery = z.strictObject({
  status: z.literal('pending').default('pending'),
  limit: z.coerce.number().int().min(1).max(200).default(PAGE_SIZE),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  cursor: z
    .string()
    .max(100)
    .regex(/^[0-9]{15}:[0-9a-f-]{36}$/, 'invalid_cursor')
    .optional(),
});

/** Body of `POST /api/review/registrations/{id}/decision`. An empty reason is no reason. */
export const decisionRequest = z.strictObject({
  verdict: z.enum(['approve', 'reject']),
  reason: checkedText(DECISION_REASON)
    .transform((reason) => reason || undefined)
    .optional(),
});

/** So many registrations may be decided with one request. */
const MOST_AT_ONCE = 500;

/** Body of `POST /api/review/decisions`: one verdict on many. */
export const decisionsRequest = decisionRequest.extend({
  registrationIds: z.array(registrationIdText('invalid_id')).min(1, 'required').max(MOST_AT_ONCE, 'too_many'),
});

/**
 * The reply, in the order of the ids: `decided` as asked, by whoever was first; `overruled`, with the decision that
 * stands; `unknown`: no such registration waits.
 */
export type DecisionsReply = { results: DecisionResult[] };
export type DecisionResult = { registrationId: string } & (
  { result: 'decided' | 'overruled'; decision: DecisionReply } | { result: 'unknown' }
);

export type PendingItem = {
  registrationId: string;
  name: string;
  email: string;
  /** The domain of the address as it is written in its language; absent where that is ASCII. */
  domainInUnicode?: string;
  reason: string;
  submittedAt: string;
  pendingSince: string;
  /** How often somebody signed up again with this address, and when: the last ten. Both are absent where nobody did. */
  repeatedSignUpCount?: number;
  repeatedSignUps?: string[];
};

/** One of the items of `GET /api/review/registrations/{id}/repeated-sign-ups`, which come latest first, at most ten. */
export type RepeatedSignUp = {
  registrationId: string;
  name: string;
  email: string;
  reason: string;
  submittedAt: string;
};

export type PendingPage = { items: PendingItem[]; nextCursor: string | null; total: number };

export type DecisionReply = {
  registrationId: string;
  outcome: 'approved' | 'rejected' | 'duplicate';
  decidedBy: string;
  decidedAt: string;
  reason?: string;
};

/**
 * What `GET /api/review/events` sends, one JSON object per SSE message. `lagging`: events were missed, read again.
 * `session-ended`: the last one of a stream whose reviewer has to sign in again.
 */
export type ReviewEvent =
  | { type: 'admitted'; registrationId: string }
  | { type: 'decided'; registrationId: string; outcome: string }
  | { type: 'lagging' }
  | { type: 'session-ended' };

/** Reply of `GET /api/registrations/{id}` and each message of its `/events` twin; times are ISO 8601 UTC. */
export type ProgressReply = {
  registrationId: string;
  status: 'submitted' | 'pending' | 'approved' | 'rejected';
  steps: { name: 'submitted' | 'queued' | 'pending' | 'approved' | 'rejected'; at: string }[];
  reason?: string;
  /** A part of the system could not be read, so it may be further than this says; more when it can be. */
  incomplete?: true;
};
