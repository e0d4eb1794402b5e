import { randomUUID } from 'node:crypto';
import { solve } from '@/components/sign-up/solve-challenge';
import type { Problem } from '@/src/application/contracts/problem';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';
import type { ProgressReply } from '@/src/application/contracts/review';
import { eventually } from './eventually';
import { acceptedNow, type Ledger } from './ledger';
import { closedLoop, openLoop } from './load-generator';
import { newApplicant } from './people/people';
import { productWeb, type WebClient } from './web-client';

const VISITORS_AT_ONCE = 10;
const RETRY = { deadlineMs: 60_000, pauseMs: 200 };

/** Sends any body to the access API, as a program would. */
export const postRegistration = (
  body: string,
  headers: Record<string, string> = {},
  web: WebClient = productWeb,
): Promise<Response> =>
  web.send('/api/registrations', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

/** Solves a challenge as the page would, and answers the proof to send. */
export const proofOfWork = async (web: WebClient = productWeb): Promise<string> => {
  const response = await web.send('/api/registrations/challenge');
  return solve((await response.json()) as Parameters<typeof solve>[0]);
};

/** Signs up and expects to be accepted. */
export const signUp = async (
  form: RegistrationForm,
  idempotencyKey: string = randomUUID(),
  web?: WebClient,
): Promise<AcceptedRegistration> =>
  readAccepted(await postRegistration(JSON.stringify(form), { 'idempotency-key': idempotencyKey }, web));

const readAccepted = async (response: Response): Promise<AcceptedRegistration> => {
  if (response.status !== 202) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
  return (await response.json()) as AcceptedRegistration;
};

/** Sends one sign-up, always with the same key, until there is an answer that tells of no outage, and writes it down. */
export const signUpWithRetry = async (
  ledger: Ledger,
  form: RegistrationForm,
): Promise<AcceptedRegistration> => {
  const headers = { 'idempotency-key': randomUUID() };
  const accepted = await readAccepted(
    await untilAnswered(() => postRegistration(JSON.stringify(form), headers)),
  );
  ledger.accepted.push(acceptedNow(accepted.registrationId, form.email));
  return accepted;
};

/** So many visitors, ten at a time, each with retries. Gives their ids. */
export const signUpMany = async (ledger: Ledger, count: number): Promise<string[]> => {
  const forms = Array.from({ length: count }, () => newApplicant());
  const ids: string[] = [];
  await closedLoop(
    VISITORS_AT_ONCE,
    () => forms.pop(),
    async (form) => {
      ids.push((await signUpWithRetry(ledger, form)).registrationId);
    },
  );
  return ids;
};

/** Sends the same request again until somebody answers and it is no outage; fails after a minute. */
export const untilAnswered = (send: () => Promise<Response>): Promise<Response> =>
  eventually(
    'an answer below 500',
    async () => {
      const response = await send();
      if (response.status < 500) return response;
      throw new Error(`${response.status} ${await response.text()}`);
    },
    RETRY,
  );

/** What one visitor saw who tried once only; status 0 where nobody answered at all. */
export type Sample = { status: number; tookMs: number };

/**
 * Visitors who come at a steady rate whether or not those before them were answered, and who try once only. `stop`
 * waits for those who still wait for their answer, and gives what each of them saw.
 */
export const startLoad = (ledger: Ledger, ratePerSecond: number): { stop: () => Promise<Sample[]> } => {
  const samples: Sample[] = [];
  const stopped = new AbortController();
  const running = openLoop({ ratePerSecond, signal: stopped.signal }, async () => {
    samples.push(await sampleSignUp(ledger));
  });
  return {
    stop: async () => {
      stopped.abort();
      await running;
      return samples;
    },
  };
};

const sampleSignUp = async (ledger: Ledger): Promise<Sample> => {
  const form = newApplicant();
  const since = performance.now();
  const sample = (status: number): Sample => ({ status, tookMs: Math.round(performance.now() - since) });
  try {
    const response = await postRegistration(JSON.stringify(form), { 'idempotency-key': randomUUID() });
    if (response.status !== 202) return sample(response.status);
    const { registrationId } = (await response.json()) as AcceptedRegistration;
    ledger.accepted.push(acceptedNow(registrationId, form.email));
    return sample(202);
  } catch {
    return sample(0);
  }
};

/** What the private link tells. */
export const readProgress = async (statusUrl: string): Promise<ProgressReply> => {
  const response = await productWeb.send(`/api${statusUrl}`);
  if (!response.ok) throw new Error(`status: ${response.status} ${await response.text()}`);
  return (await response.json()) as ProgressReply;
};

/** Waits until the private link tells the given status. */
export const reachStatus = (
  statusUrl: string,
  status: ProgressReply['status'],
  deadlineMs?: number,
): Promise<ProgressReply> =>
  eventually(
    `the status ${status}`,
    async () => {
      const progress = await readProgress(statusUrl);
      return progress.status === status && progress;
    },
    deadlineMs,
  );

/** Reads a reply that must be a problem document (RFC 9457) of its own status. */
export const readProblem = async (response: Response): Promise<Problem> => {
  const type = response.headers.get('content-type') ?? 'no content type';
  if (!type.startsWith('application/problem+json')) throw new Error(`${response.status} came as ${type}`);
  const problem = (await response.json()) as Problem;
  if (problem.status !== response.status) throw new Error(`${response.status} says it is ${problem.status}`);
  if (!problem.type || !problem.title) throw new Error('a problem needs a type and a title');
  return problem;
};
