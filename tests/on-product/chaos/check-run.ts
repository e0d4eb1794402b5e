import { checkInvariants, type Verdict } from '../../invariants/check-invariants';
import type { Accepted, DecisionAnswer } from '../../invariants/ledger';
import { withPlainClients } from '../../invariants/store-clients';
import { readBrokers } from '../../invariants/read-brokers';
import { violationOf, type Violation } from '../../invariants/violation';
import type { LedgerFile } from '../../harness/ledger';
import type { Stage } from './environment';
import type { Tally } from './counters';

type Run = {
  stage: Stage;
  tally: Tally;
  accepted: LedgerFile<Accepted>;
  answers: LedgerFile<DecisionAnswer>;
};

/** The invariants by the ledgers as they are on the disk, and what only this run can know. */
export const judgeRun = async ({ stage, tally, accepted, answers }: Run): Promise<Verdict> => {
  const services = stage.servers.direct;
  const ledgers = { accepted: await accepted.close(), losers: await answers.close() };
  const { table, violations } = await checkInvariants({ services, ...ledgers });
  const poison = await lostPoison(stage, tally);
  const contradictions = violationOf(
    'I2',
    'the same request was given two registrations',
    tally.contradictions,
  );
  return {
    table: [...table, { name: 'poison acknowledged', value: tally.poison.length }],
    violations: [...violations, ...poison, ...contradictions],
  };
};

/** A message that can never be processed must be a dead letter, too. */
const lostPoison = async ({ servers }: Stage, { poison }: Tally): Promise<Violation[]> => {
  const { deadLetters } = await withPlainClients(servers.direct, readBrokers);
  const texts = deadLetters.map(({ text }) => text).join('\n');
  const isThere = (mark: string): boolean => new RegExp(`${mark}(?!\\d)`).test(texts);
  return violationOf(
    'I1',
    'a poison message was acknowledged and is no dead letter',
    poison.filter((mark) => !isThere(mark)),
  );
};
