import type { ServicesInUse } from '@/services/services-in-use';
import { ENDINGS, endingsOf, type Ending } from './endings';
import type { Facts } from './facts';
import type { Accepted, DecisionAnswer } from './ledger';
import { withPlainClients } from './store-clients';
import { readBacklog } from './read-backlog';
import { readBrokers } from './read-brokers';
import { readDocuments, readPending, readPostgres } from './read-stores';
import { accountsAreApprovals, everyDecisionIsAudited, nobodyHasTwoAccounts } from './rules-of-accounts';
import { everyReviewerWasToldTheTruth, nothingIsOnItsWay, theRecordTellsTheTruth } from './rules-of-copies';
import { decidedIsNotPending, everyAcceptedEndsOnce, theBalanceIsEven } from './rules-of-endings';
import type { Violation } from './violation';

export { atRest } from './wait-until-idle';
export type { Accepted, DecisionAnswer } from './ledger';
export type { Violation } from './violation';

type Ledgers = { accepted: readonly Accepted[]; losers?: readonly DecisionAnswer[] };
export type Verdict = { table: { name: string; value: number }[]; violations: Violation[] };

/**
 * Reads the five stores with plain clients and says which of I1–I9 (docs/architecture.md) do not hold, by whom. To be
 * asked at rest (`atRest`): what is on its way counts as missing. `losers` are all answers that reviewers got.
 */
export const checkInvariants = async ({
  services,
  ...ledgers
}: Ledgers & { services: ServicesInUse }): Promise<Verdict> => judge(await readFacts(services), ledgers);

const readFacts = (services: ServicesInUse): Promise<Facts> =>
  withPlainClients(services, async (clients) => ({
    ...(await readBrokers(clients)),
    documents: await readDocuments(clients),
    pending: await readPending(clients),
    ...(await readPostgres(clients)),
    backlog: await readBacklog(clients),
  }));

/** The same of facts that were read already. */
export const judge = (facts: Facts, { accepted, losers = [] }: Ledgers): Verdict => {
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
      ...everyReviewerWasToldTheTruth(facts, losers),
      ...nothingIsOnItsWay(facts),
      ...everyDecisionIsAudited(facts),
    ],
  };
};

const tableOf = (
  facts: Facts,
  endings: Map<string, Ending[]>,
  accepted: readonly Accepted[],
): Verdict['table'] => {
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
