import { readFileSync } from 'node:fs';
import { checkInvariants } from '@/tests/invariants/check-invariants';
import type { Accepted, DecisionAnswer } from '@/tests/invariants/facts';
import type { StoreAddresses } from '@/tests/invariants/store-clients';
import { waitUntilIdle } from '@/tests/invariants/wait-until-idle';
import { answerParent } from '../processes/child';

// Reads the five stores whole, which takes a lot of memory after a long run; so in a process of its own.
export type CheckJob = {
  addresses: StoreAddresses;
  ledgerFile: string;
  answers: DecisionAnswer[];
  idleWithinMs: number;
};

/** A sentence for each invariant that does not hold. */
const check = async ({ addresses, ledgerFile, answers, idleWithinMs }: CheckJob): Promise<string[]> => {
  await waitUntilIdle(addresses, idleWithinMs);
  const lines = readFileSync(ledgerFile, 'utf8').split('\n');
  const accepted = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Accepted);
  const { violations } = await checkInvariants(addresses, { accepted, answers });
  return violations.map(
    ({ invariant, what, ids }) => `${invariant}: ${ids.length} × ${what} (${ids.slice(0, 3).join(', ')})`,
  );
};

answerParent(check);
