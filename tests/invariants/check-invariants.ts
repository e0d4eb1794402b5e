import { ENDINGS, endingsOf, type Ending } from './endings';
import type { Accepted, DecisionAnswer, Facts } from './facts';
import { readBacklog } from './read-backlog';
import { readBrokers } from './read-brokers';
import { readDocuments, readPending, readPostgres } from './read-stores';
import { accountsAreApprovals, everyDecisionIsAudited, nobodyHasTwoAccounts } from './rules-of-accounts';
import { everyReviewerWasToldTheTruth, nothingIsOnItsWay, theRecordTellsTheTruth } from './rules-of-copies';
import { noValidMessageIsADeadLetter } from './rules-of-dead-letters';
import { decidedIsNotPending, everyAcceptedEndsOnce, theBalanceIsEven } from './rules-of-endings';
import { withStoreClients, type StoreAddresses } from './store-clients';
import type { Violation } from './violation';

/** What visitors and reviewers wrote down of what they were told. */
type Ledgers = { accepted: readonly Accepted[]; answers: readonly DecisionAnswer[] };

export type CheckResult = { table: { name: string; value: number }[]; violations: Violation[] };

/**
 * Reads the five stores with plain clients and says which of the invariants (docs/reliability.md) do not hold, by whom. To be
 * asked when the system is idle (`waitUntilIdle`): what is on its way counts as missing.
 */
export const checkInvariants = async (addresses: StoreAddresses, ledgers: Ledgers): Promise<CheckResult> =>
  checkFacts(await readFacts(addresses), ledgers);

const readFacts = (addresses: StoreAddresses): Promise<Facts> =>
  withStoreClients(addresses, async (clients) => ({
    ...(await readBrokers(clients)),
    documents: await readDocuments(clients),
    pending: await readPending(clients),
    ...(await readPostgres(clients)),
    backlog: await readBacklog(clients),
  }));

/** The same of facts that were read already. */
export const checkFacts = (facts: Facts, { accepted, answers }: Ledgers): CheckResult => {
  const endings = endingsOf(facts);
  return {
    table: tableOf(facts, endings, accepted),
    violations: [
      ...everyAcceptedEndsOnce({ facts, endings }, accepted),
      ...theBalanceIsEven({ facts, endings }),
      ...nobodyHasTwoAccounts(facts),
      ...accountsAreApprovals(facts),
      ...decidedIsNotPending(facts),
      ...theRecordTellsTheTruth(facts, endings),
      ...everyReviewerWasToldTheTruth(facts, answers),
      ...nothingIsOnItsWay(facts),
      ...everyDecisionIsAudited(facts),
      ...noValidMessageIsADeadLetter(facts),
    ],
  };
};

const tableOf = (
  facts: Facts,
  endings: Map<string, Ending[]>,
  accepted: readonly Accepted[],
): CheckResult['table'] => {
  const counted = [...endings.values()].flat();
  return [
    { name: 'answered 202', value: accepted.filter(({ status }) => status === 202).length },
    { name: 'answer unknown', value: accepted.filter(({ status }) => status === 'unknown').length },
    { name: 'accepted (in the log)', value: facts.log.length },
    ...ENDINGS.map((ending) => ({
      name: ending as string,
      value: counted.filter((one) => one === ending).length,
    })),
    { name: 'accounts', value: facts.accounts.length },
    { name: 'documents', value: facts.documents.size },
    { name: 'dead letters in all', value: facts.deadLetters.length },
  ];
};
