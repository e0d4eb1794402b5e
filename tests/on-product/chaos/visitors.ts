import { setTimeout as sleep } from 'node:timers/promises';
import { makePerson, type Person } from '../../harness/people/people';
import { pick, randomFrom, type Random } from '../../harness/random';
import type { PoisonWriter } from './poison-writer';
import { visit, type Visit } from './visitor';

type Place = Parameters<typeof visit>[1];

const SENT_AGAIN = 0.05;
const POISON = 0.01;
const KNOWN_ADDRESS = 0.04;

/** Who comes, by seed: a few with an address that somebody else signed up with before. */
export class Crowd {
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

type OpenLoop = { crowd: Crowd; ratePerSecond: number; durationMs: number; signal: AbortSignal };

/** Visitors come at their rate whether or not those before them were answered; returns when the last one is done. */
export const comeAndGo = async (
  { crowd, ratePerSecond, durationMs, signal }: OpenLoop,
  place: Place & { poison: PoisonWriter },
): Promise<void> => {
  const since = performance.now();
  const visits: Promise<void>[] = [];
  for (let number = 0; !signal.aborted; number += 1) {
    const atMs = (number * 1_000) / ratePerSecond;
    if (atMs >= durationMs) break;
    const waitMs = atMs - (performance.now() - since);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    const next = crowd.next();
    visits.push(next === 'poison' ? place.poison.write(place.tally) : visit(next, place));
  }
  await Promise.all(visits);
};

const MEASURED_BY = 12;
const MEASURED_FOR_MS = 5_000;

/** How many sign-ups a second are accepted when twelve visitors come without a pause and nothing fails. */
export const measureCapacity = async (crowd: Crowd, place: Place): Promise<number> => {
  const before = place.tally.acceptedAfterMs.length;
  const since = performance.now();
  const queue = async (): Promise<void> => {
    while (performance.now() - since < MEASURED_FOR_MS) {
      const next = crowd.next();
      if (next !== 'poison') await visit(next, place);
    }
  };
  await Promise.all(Array.from({ length: MEASURED_BY }, queue));
  const accepted = place.tally.acceptedAfterMs.length - before;
  return (accepted * 1_000) / (performance.now() - since);
};
