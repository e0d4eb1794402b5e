import { poll } from '../../harness/eventually';
import { acceptedNow, type LedgerFile } from '../../harness/ledger';
import { closedLoop, openLoop } from '../../harness/load-generator';
import { makePerson, type Person } from '../../harness/people/people';
import { pick, randomFrom, type Random } from '../../harness/random';
import { postRegistration } from '../../harness/visitor';
import { answerOrNone, jsonOrNone, type WebClient } from '../../harness/web-client';
import type { Accepted } from '../../invariants/facts';
import type { Counters } from './counters';
import type { PoisonWriter } from './poison-writer';

const SENT_AGAIN = 0.05;
const POISON = 0.01;
const KNOWN_ADDRESS = 0.04;
const RETRY = { deadlineMs: 30_000, pauseMs: 1_000 };

type Visit = {
  person: Person;
  idempotencyKey: string;
  /** Sends the accepted request once more, as a double click or an impatient proxy does. */
  sendsAgain: boolean;
};

/** Who comes, by seed: a few with an address that somebody else signed up with before. */
export class Visits {
  readonly #random: Random;
  readonly #known: Person[] = [];
  #count = 0;

  constructor(private readonly seed: number) {
    this.#random = randomFrom(seed * 7_919);
  }

  next(): Visit | 'poison' {
    const random = this.#random;
    const number = (this.#count += 1);
    const fresh = makePerson(random, `s${this.seed}n${number}`);
    const [kind, again] = [random(), random()];
    if (kind < POISON) return 'poison';
    const [first, ...others] = this.#known;
    const email =
      kind < POISON + KNOWN_ADDRESS && first ? pick(random, [first, ...others]).email : fresh.email;
    const person = { ...fresh, email };
    this.#known.push(person);
    return { person, idempotencyKey: `chaos-${this.seed}-${number}`, sendsAgain: again < SENT_AGAIN };
  }
}

type Target = { web: WebClient; ledger: LedgerFile<Accepted>; counters: Counters };

type Load = { visits: Visits; ratePerSecond: number; durationMs: number; signal: AbortSignal };

/** Visitors come at their rate whether or not those before them were answered; returns when the last one is done. */
export const generateLoad = (
  { visits, ...rate }: Load,
  target: Target & { poison: PoisonWriter },
): Promise<void> =>
  openLoop(rate, () => {
    const next = visits.next();
    return next === 'poison' ? target.poison.write(target.counters) : visit(next, target);
  });

const MEASURED_BY = 12;
const MEASURED_FOR_MS = 5_000;

/** How many sign-ups a second are accepted when twelve visitors come without a pause and nothing fails. */
export const measureCapacity = async (visits: Visits, target: Target): Promise<number> => {
  const { acceptedAfterMs } = target.counters;
  const before = acceptedAfterMs.length;
  const since = performance.now();
  const next = () => (performance.now() - since < MEASURED_FOR_MS ? visits.next() : undefined);
  await closedLoop(MEASURED_BY, next, async (one) => {
    if (one !== 'poison') await visit(one, target);
  });
  return ((acceptedAfterMs.length - before) * 1_000) / (performance.now() - since);
};

/**
 * One visitor signs up: the same request with the same key, again after each 503 and each missing answer, until it is
 * accepted or half a minute is over. What was answered is on the disk before it counts.
 */
const visit = async ({ person, idempotencyKey, sendsAgain }: Visit, target: Target): Promise<void> => {
  const { ledger, counters } = target;
  const { email } = person;
  const since = performance.now();
  const request = (): Promise<string | undefined> => signUpOnce(target, person, idempotencyKey);
  const registrationId = await poll(request, RETRY);
  if (registrationId === undefined) {
    counters.unknown += 1;
    return ledger.append({ registrationId: '', email, at: new Date().toISOString(), status: 'unknown' });
  }
  await ledger.append(acceptedNow(registrationId, email));
  counters.acceptedAfterMs.push(performance.now() - since);
  const again = sendsAgain ? await request() : registrationId;
  if (again !== undefined && again !== registrationId) counters.contradictions.push(registrationId, again);
};

const signUpOnce = async (
  { web, counters }: Target,
  { name, email, reason }: Person,
  idempotencyKey: string,
): Promise<string | undefined> => {
  const body = JSON.stringify({ name, email, reason });
  const answer = await answerOrNone(postRegistration(body, { 'idempotency-key': idempotencyKey }, web));
  counters.answered('sign-up', answer?.status);
  if (answer?.status !== 202) return undefined;
  return (await jsonOrNone<{ registrationId?: string }>(answer))?.registrationId;
};
