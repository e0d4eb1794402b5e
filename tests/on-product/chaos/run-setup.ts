import { join } from 'node:path';
import { folderIn } from '@/services/home';
import type { Teller } from '@/services/progress';
import type { Accepted, DecisionAnswer } from '../../invariants/ledger';
import { FaultRunner } from './faults/fault-runner';
import { everyProcess, prepareFleet } from './processes';
import { LedgerFile } from '../../harness/ledger';
import { PoisonWriter } from './poison-writer';
import type { Desk } from './reviewers';
import { ReviewerSession } from './reviewer-session';
import type { Stage } from './environment';
import { Tally } from './counters';

export type ChaosSetting = {
  minutes: number;
  seed: number;
  rate: number | undefined;
  home: string;
  teller: Teller;
  signal: AbortSignal;
};

/** Everything of a run that lives as long as the run. */
export type ChaosScene = {
  stage: Stage;
  setting: ChaosSetting;
  tally: Tally;
  accepted: LedgerFile<Accepted>;
  answers: LedgerFile<DecisionAnswer>;
  desk: Desk;
  poison: PoisonWriter;
  runner: FaultRunner;
};

/** The ledgers, the reviewers, the poison and the faults of a run on this stage; nothing is begun yet. */
export const makeChaosScene = async (stage: Stage, setting: ChaosSetting): Promise<ChaosScene> => {
  const { home, seed } = setting;
  const folder = folderIn(home, 'ledger');
  const tally = new Tally();
  const answers = new LedgerFile<DecisionAnswer>(join(folder, 'decisions.jsonl'));
  const [ana, bia] = stage.reviewers;
  const sessions: Desk['sessions'] = [
    new ReviewerSession(stage.web, ana),
    new ReviewerSession(stage.web, bia),
  ];
  const extras = await prepareFleet({
    home,
    services: stage.servers.linked,
    counts: { web: 0, orchestrator: 1, 'mq-consumer': 1 },
    firstNumber: 3,
  });
  return {
    stage,
    setting,
    tally,
    accepted: new LedgerFile<Accepted>(join(folder, 'accepted.jsonl')),
    answers,
    desk: { sessions, seed, tally, ledger: answers },
    poison: new PoisonWriter(stage.servers.direct, seed),
    runner: new FaultRunner(stage, everyProcess(extras)),
  };
};
