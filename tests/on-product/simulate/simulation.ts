import { openLoop } from '../../harness/load-generator';
import { makePerson } from '../../harness/people/people';
import { randomFrom } from '../../harness/random';
import { followToReview, type Arrival } from './follow';
import type { SimulationOptions } from './options';
import { signUp } from './sign-up';

export type SimulationResult = {
  sent: number;
  accepted: { id: string; repliedAfterMs: number; attempts: number }[];
  arrived: (Arrival & { id: string })[];
  missing: string[];
  refused: string[];
};

/** Open loop: what each sign-up took counts from the moment at which it was due. `onChange` hears of every step. */
export const simulate = async (
  options: SimulationOptions,
  onChange: (result: SimulationResult) => void,
): Promise<SimulationResult> => {
  const result: SimulationResult = { sent: 0, accepted: [], arrived: [], missing: [], refused: [] };
  const random = randomFrom(options.seed);
  const run = Date.now().toString(36);
  const { count, ratePerSecond } = options;
  await openLoop({ count, ratePerSecond }, async (index, dueAt) => {
    const person = makePerson(random, `${run}.${index}`);
    result.sent += 1;
    onChange(result);
    await oneSignUp({ options, result, dueAt }, person);
    onChange(result);
  });
  return result;
};

type Sending = { options: SimulationOptions; result: SimulationResult; dueAt: number };

const oneSignUp = async (
  { options, result, dueAt }: Sending,
  person: ReturnType<typeof makePerson>,
): Promise<void> => {
  const { url, timeoutSeconds } = options;
  const deadline = dueAt + timeoutSeconds * 1_000;
  const outcome = await signUp(url, person, deadline);
  if (outcome.kind === 'refused') {
    result.refused.push(outcome.why);
    return;
  }
  const { registrationId: id, statusUrl } = outcome.registration;
  result.accepted.push({ id, repliedAfterMs: outcome.repliedAfterMs, attempts: outcome.attempts });
  const arrival = await followToReview({
    url,
    statusUrl,
    since: dueAt,
    deadline: Date.now() + timeoutSeconds * 1_000,
  });
  if (arrival) result.arrived.push({ ...arrival, id });
  else result.missing.push(id);
};
