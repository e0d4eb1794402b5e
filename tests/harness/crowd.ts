import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';
import type { DecisionReply } from '@/src/application/contracts/review';
import type { Accepted, DecisionAnswer } from '../invariants/ledger';
import { newApplicant } from './people/applicants';
import { decide, type ReviewSession } from './review-session';
import { postRegistration } from './visitor';

const AT_ONCE = 10;
const GIVE_UP_AFTER_MS = 60_000;
const RETRY_AFTER_MS = 200;

/** What visitors and reviewers wrote down of what they were told. */
export type Ledger = { accepted: Accepted[]; answers: DecisionAnswer[] };

export const emptyLedger = (): Ledger => ({ accepted: [], answers: [] });

/** So many visitors, ten at a time; each sends the same request again until it is accepted. Gives their ids. */
export const signUpMany = async (ledger: Ledger, count: number): Promise<string[]> => {
  const forms = Array.from({ length: count }, () => newApplicant());
  const ids: string[] = [];
  const visitor = async (): Promise<void> => {
    for (let form = forms.pop(); form; form = forms.pop())
      ids.push((await signUpInTheEnd(ledger, form)).registrationId);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
  return ids;
};

/** Sends one sign-up until it is accepted, always with the same key, and writes it down. */
export const signUpInTheEnd = async (
  ledger: Ledger,
  form: RegistrationForm,
): Promise<AcceptedRegistration> => {
  const headers = { 'idempotency-key': randomUUID() };
  const response = await untilAnswered(() => postRegistration(JSON.stringify(form), headers));
  if (response.status !== 202) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
  const registration = (await response.json()) as AcceptedRegistration;
  const at = new Date().toISOString();
  ledger.accepted.push({ registrationId: registration.registrationId, email: form.email, at, status: 202 });
  return registration;
};

/** Approves every other one and rejects the rest, all at once; each is asked for again until there is an answer. */
export const decideMany = async (
  ledger: Ledger,
  session: ReviewSession,
  ids: readonly string[],
): Promise<void> => {
  const ask = async (registrationId: string, index: number): Promise<void> => {
    const verdict = index % 2 === 0 ? 'approve' : 'reject';
    const response = await untilAnswered(() => decide(session, registrationId, { verdict }));
    ledger.answers.push({
      registrationId,
      verdict,
      status: response.status,
      stands: await standing(response),
    });
  };
  await Promise.all(ids.map(ask));
};

const standing = async (response: Response): Promise<DecisionAnswer['stands']> => {
  const body = (await response.json()) as DecisionReply & { decision?: DecisionReply };
  return response.status === 200 ? body : body.decision;
};

/** Asks until somebody answers and it is no outage. */
const untilAnswered = async (send: () => Promise<Response>): Promise<Response> => {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const response = await send().catch((error: unknown) => {
      if (Date.now() > deadline) throw error;
      return undefined;
    });
    if (response && (response.status < 500 || Date.now() > deadline)) return response;
    await wait(RETRY_AFTER_MS);
  }
};
