import path from 'node:path';
import { folderIn } from '@/services/home/home-folder';
import type { StepReporter } from '@/services/terminal/step-reporter';
import { LedgerFile } from '../../harness/ledger';
import { ReviewerSession } from '../../harness/reviewer-session';
import type { Accepted, DecisionAnswer } from '../../invariants/facts';
import { Counters } from './counters';
import type { Environment } from './environment';
import { FaultRunner } from './faults/fault-runner';
import { PoisonWriter } from './poison-writer';
import { everyProcess, prepareProcesses } from './processes';
import type { Reviewers } from './reviewers';

export type ChaosSetting = {
  minutes: number;
  seed: number;
  rate: number | undefined;
  home: string;
  reporter: StepReporter;
  signal: AbortSignal;
};

/** Everything of a run that lives as long as the run. */
export type ChaosRun = {
  environment: Environment;
  setting: ChaosSetting;
  counters: Counters;
  accepted: LedgerFile<Accepted>;
  answers: LedgerFile<DecisionAnswer>;
  reviewers: Reviewers;
  poison: PoisonWriter;
  faults: FaultRunner;
};

/** The ledgers, the reviewers, the poison and the faults of a run in this environment; nothing is begun yet. */
export const setUpRun = async (environment: Environment, setting: ChaosSetting): Promise<ChaosRun> => {
  const { home, seed } = setting;
  const { servers, web } = environment;
  const folder = folderIn(home, 'ledger');
  const counters = new Counters();
  const answers = new LedgerFile<DecisionAnswer>(path.join(folder, 'decisions.jsonl'));
  const [ana, bia] = environment.reviewers;
  const sessions: Reviewers['sessions'] = [new ReviewerSession(ana, web), new ReviewerSession(bia, web)];
  const extras = await prepareProcesses({
    home,
    services: servers.proxied,
    counts: { web: 0, orchestrator: 1, 'mq-consumer': 1 },
    firstNumber: 3,
  });
  return {
    environment,
    setting,
    counters,
    accepted: new LedgerFile<Accepted>(path.join(folder, 'accepted.jsonl')),
    answers,
    reviewers: { sessions, seed, counters, ledger: answers },
    poison: new PoisonWriter(servers.direct, seed),
    faults: new FaultRunner(environment, everyProcess(extras)),
  };
};
