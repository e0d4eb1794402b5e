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
