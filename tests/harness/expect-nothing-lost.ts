import { expect } from 'vitest';
import { checkInvariants } from '../invariants/check-invariants';
import { waitUntilIdle } from '../invariants/wait-until-idle';
import { idsIn, type Ledger } from './ledger';
import { readServices } from './product';

const IDLE_DEADLINE_MS = 60_000;

/** Waits until nothing is on its way any more, and expects I1–I9 to hold over all five stores. */
export const expectNothingLost = async (ledger: Ledger): Promise<void> => {
  await untilIdle();
  const { violations } = await checkInvariants(readServices(), ledger);
  expect(violations).toEqual([]);
};

/**
 * The same for the registrations of this ledger only, in stores that other tests have put their own things into. Gives
 * how many milliseconds it took until nothing was on its way any more.
 */
export const expectMineNotLost = async (
  ledger: Ledger,
  deadlineMs: number = IDLE_DEADLINE_MS,
): Promise<number> => {
  const idleAfterMs = await untilIdle(deadlineMs);
  const { violations } = await checkInvariants(readServices(), ledger);
  const mine = new Set(idsIn(ledger));
  expect(violations.filter(({ ids }) => ids.some((id) => mine.has(id)))).toEqual([]);
  return idleAfterMs;
};

/** Waits until nothing is on its way in the product under test; gives after how many milliseconds that was. */
export const untilIdle = (deadlineMs: number = IDLE_DEADLINE_MS): Promise<number> =>
  waitUntilIdle(readServices(), deadlineMs);
