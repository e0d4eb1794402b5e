import { setTimeout as wait } from 'node:timers/promises';
import { followToReview, type Arrival } from './follow';
import type { SimulationOptions } from './options';
import { makePerson } from '../../harness/people/people';
import { randomFrom } from '../../harness/random';
import { signUp } from './sign-up';

export type Tally = {
  sent: number;
  accepted: { id: string; repliedAfterMs: number; attempts: number }[];
  arrived: (Arrival & { id: string })[];
  missing: string[];
  refused: string[];
};

/**
 * Open loop: each sign-up starts at its own time whatever became of the ones before, and its times count from that
 * moment, so that a system that stalls cannot hide it by slowing the sender down.
 */
export const simulate = async (
  options: SimulationOptions,
  onChange: (tally: Tally) => void,
): Promise<Tally> => {
  const tally: Tally = { sent: 0, accepted: [], arrived: [], missing: [], refused: [] };
  const random = randomFrom(options.seed);
  const run = Date.now().toString(36);
  const startedAt = Date.now();
  const underWay: Promise<void>[] = [];
  for (let index = 0; index < options.count; index += 1) {
    const dueAt = startedAt + (index * 1_000) / options.ratePerSecond;
    const earlyMs = dueAt - Date.now();
    if (earlyMs > 0) await wait(earlyMs);
    const person = makePerson(random, `${run}.${index}`);
    tally.sent += 1;
    underWay.push(oneSignUp({ options, tally, dueAt }, person).then(() => onChange(tally)));
    onChange(tally);
  }
  await Promise.all(underWay);
  return tally;
};

type Sending = { options: SimulationOptions; tally: Tally; dueAt: number };

const oneSignUp = async (
  { options, tally, dueAt }: Sending,
  person: ReturnType<typeof makePerson>,
): Promise<void> => {
  const { url, timeoutSeconds } = options;
  const deadline = dueAt + timeoutSeconds * 1_000;
  const outcome = await signUp(url, person, deadline);
  if (outcome.kind === 'refused') {
    tally.refused.push(outcome.why);
    return;
  }
  const { registrationId: id, statusUrl } = outcome.registration;
  tally.accepted.push({ id, repliedAfterMs: outcome.repliedAfterMs, attempts: outcome.attempts });
  const arrival = await followToReview({
    url,
    statusUrl,
    since: dueAt,
    deadline: Date.now() + timeoutSeconds * 1_000,
  });
  if (arrival) tally.arrived.push({ ...arrival, id });
  else tally.missing.push(id);
};
