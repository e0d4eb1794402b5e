import { randomUUID } from 'node:crypto';
import type { Problem } from '@/src/application/contracts/problem';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';
import type { ProgressReply } from '@/src/application/contracts/review';
import { eventually } from './eventually';
import { productUrl } from './services';

/** Sends any body to the access API, as a program would. */
export const postRegistration = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${productUrl()}/api/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

/** Signs up and expects to be accepted. */
export const signUp = async (
  form: RegistrationForm,
  idempotencyKey: string = randomUUID(),
): Promise<AcceptedRegistration> => {
  const response = await postRegistration(JSON.stringify(form), { 'idempotency-key': idempotencyKey });
  if (response.status !== 202) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
  return (await response.json()) as AcceptedRegistration;
};

/** What the private link tells. */
export const readProgress = async (statusUrl: string): Promise<ProgressReply> => {
  const response = await fetch(`${productUrl()}/api${statusUrl}`);
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
