import 'server-only';
import type { RefusalCode } from '@/src/application/contracts/problem';
import type { SignUpVerdict } from '@/src/application/sign-up/guard-sign-up';
import { problem } from './respond';

type Refusal = Extract<SignUpVerdict, { ok: false }>;

const ANSWERS: Record<RefusalCode, { status: number; title: string; detail: string }> = {
  rate_limited: {
    status: 429,
    title: 'Too many sign-ups',
    detail:
      'There were too many sign-ups from this network or with this address. Send the same request again later.',
  },
  too_fast: {
    status: 429,
    title: 'Sent too fast',
    detail: 'The form was sent sooner than anybody can fill it in. Send the same request again in a moment.',
  },
  proof_required: {
    status: 428,
    title: 'A proof of work is required',
    detail:
      'Solve a challenge of GET /api/registrations/challenge and send the same request with it as `proof`.',
  },
  backlog_full: {
    status: 503,
    title: 'Sign-ups are closed for the moment',
    detail: 'Too many registrations wait for a reviewer. Send the same request again later.',
  },
};

/** Tells why a sign-up was not accepted, and when to send it again. */
export const refusedSignUp = ({ code, retryAfterSeconds }: Refusal): Response =>
  problem({ ...ANSWERS[code], code, headers: { 'retry-after': String(retryAfterSeconds) } });
