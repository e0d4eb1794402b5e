import { expect } from 'vitest';
import { atRest, checkInvariants } from '../invariants/check-invariants';
import type { Ledger } from './crowd';
import { readServices } from './services';

const REST_DEADLINE_MS = 60_000;

/** Waits until nothing is on its way any more, and expects I1–I9 to hold over all five stores. */
export const expectNothingLost = async ({ accepted, answers }: Ledger): Promise<void> => {
  const services = readServices();
  await atRest(services, REST_DEADLINE_MS);
  const { violations } = await checkInvariants({ services, accepted, losers: answers });
  expect(violations).toEqual([]);
};

/**
 * The same for the registrations of this ledger only, in stores that other tests have put their own things into. Gives
 * how many milliseconds it took until nothing was on its way any more.
 */
export const expectMineNotLost = async (ledger: Ledger, restDeadlineMs: number): Promise<number> => {
  const services = readServices();
  const restedAfterMs = await atRest(services, restDeadlineMs);
  const { accepted, answers } = ledger;
  const { violations } = await checkInvariants({ services, accepted, losers: answers });
  const mine = new Set(accepted.map(({ registrationId }) => registrationId));
  expect(violations.filter(({ ids }) => ids.some((id) => mine.has(id)))).toEqual([]);
  return restedAfterMs;
};
