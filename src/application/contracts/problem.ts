import type { DecisionReply } from './review';
import type { TextFault } from './text-rule';

/** A problem document, RFC 9457. `errors` names each field that was refused, with a code the pages translate. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  /** Why a sign-up or a stream was not taken, where pages act on it. */
  code?: RefusalCode;
  errors?: FieldError[];
  /** Where the registration is decided already: the decision that stands. */
  decision?: DecisionReply;
};

/** A refused field: its fault, and a sentence in English. */
export type FieldError = TextFault & { field: string; detail: string };

/**
 * `rate_limited`: wait; `too_fast`: the form was sent sooner than anybody can fill it in; `proof_required`: do the work of
 * `GET /api/registrations/challenge` first; `backlog_full`: too many wait for a reviewer already.
 */
export type RefusalCode = 'rate_limited' | 'too_fast' | 'proof_required' | 'backlog_full';
