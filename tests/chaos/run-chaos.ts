import { join } from 'node:path';
import { folderIn } from '@/services/home';
import type { Teller } from '@/services/progress';
import { atRest } from '../invariants/at-rest';
import type { Violation } from '../invariants/violation';
import type { Accepted, DecisionAnswer } from '../invariants/ledger';
import { FaultRunner, type FaultCounts } from './faults/fault-runner';
import { everyProcess, prepareFleet } from './fleet';
import { LedgerFile } from './ledger-file';
import { planFaults } from './plan';
import { PoisonWriter } from './poison';
import { tellProgressOf } from './progress-line';
import { lookThrough, review } from './review-desk';
import { ReviewerSession } from './reviewer-session';
import { comeAndGo, Crowd, measureCapacity } from './sign-ups';
import { setStage, type Stage } from './stage';
import { Tally } from './tally';
import { untilReady } from './until-ready';
import { judgeRun } from './judge-run';

export type ChaosSetting = {
  minutes: number;
  seed: number;
  rate: number | undefined;
  home: string;
  teller: Teller;
  signal: AbortSignal;
};

export type ChaosResult = {
  setting: ChaosSetting;
  capacity: number | undefined;
  rate: number;
  faults: FaultCounts;
  tally: Tally;
  /** How processes of the product ended, and how often. */
  endings: Map<string, number>;
  restAfterMs: number | undefined;
  table: { name: string; value: number }[];
  violations: Violation[];
};

const REST_WITHIN_MS = 60_000;
const HIGHEST_RATE = 40;

/** Everything of a run that lives as long as the run. */
type Scene = {
  stage: Stage;
  setting: ChaosSetting;
  tally: Tally;
  accepted: LedgerFile<Accepted>;
  answers: LedgerFile<DecisionAnswer>;
  desk: Parameters<typeof review>[0];
  poison: PoisonWriter;
  runner: FaultRunner;
};

/** Stages the system, lets chaos loose, waits for rest and judges. Whatever happens, nothing is left running. */
export const runChaos = async (setting: ChaosSetting): Promise<ChaosResult> => {
  const { teller, home, signal } = setting;
  const counts = { web: 2, orchestrator: 2, 'mq-consumer': 2 };
  const stage = await setStage({ home, signal, counts, ...teller, say: () => undefined });
  try {
    const scene = await makeScene(stage, setting);
    try {
      return await play(scene);
    } finally {
      await Promise.all(scene.runner.extras.map((extra) => extra.stop()));
      await scene.poison.close();
    }
  } finally {
    await teller.onStep('Stopping everything', () => stage.stop());
  }
};

const makeScene = async (stage: Stage, setting: ChaosSetting): Promise<Scene> => {
  const { home, seed } = setting;
  const folder = folderIn(home, 'ledger');
  const tally = new Tally();
  const answers = new LedgerFile<DecisionAnswer>(join(folder, 'decisions.jsonl'));
  const [ana, bia] = stage.reviewers;
  const sessions: Scene['desk']['sessions'] = [
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

const play = async (scene: Scene): Promise<ChaosResult> => {
  const { stage, setting, tally, runner } = scene;
  const { seed, teller, signal } = setting;
  const place = { web: stage.web, ledger: scene.accepted, tally, poison: scene.poison };
  const crowd = new Crowd(seed);
  stage.startFleet();
  await teller.onStep('Every part answers', () => untilReady(stage.web));
  const capacity =
    setting.rate === undefined
      ? await teller.onStep('Measuring the capacity', () => measureCapacity(crowd, place))
      : undefined;
  const rate = setting.rate ?? Math.max(1, Math.min(HIGHEST_RATE, (capacity ?? 0) / 2));

  const durationMs = setting.minutes * 60_000;
  const reviewersGo = new AbortController();
  const line = tellProgressOf({ tally, runner, durationMs, say: teller.say });
  const reviewing = review(scene.desk, AbortSignal.any([reviewersGo.signal, signal]));
  const signUps = comeAndGo({ crowd, ratePerSecond: rate, durationMs, signal }, place);
  await runner.run(planFaults(seed, durationMs), signal).finally(line.stop);
  signal.throwIfAborted();
  await signUps;

  reviewersGo.abort();
  await reviewing;

  const rest = await teller.onStep('Coming to rest', () => comeToRest(scene));
  await teller.onStep('Reviewing what is left', () => reviewTheRest(scene));
  const { table, violations } = await teller.onStep('Reading the five stores', () => judgeRun(scene));
  const endings = countsOf([...everyProcess(stage.fleet), ...runner.extras].flatMap((one) => one.endings));
  return {
    setting,
    capacity,
    rate,
    faults: runner.counts,
    tally,
    endings,
    restAfterMs: rest.afterMs,
    table,
    violations: [...rest.violations, ...violations],
  };
};

type Rest = { afterMs?: number; violations: Violation[] };

/** After the last fault everything must come to rest in a minute, with no hand on it. */
const comeToRest = async ({ runner, stage }: Scene): Promise<Rest> => {
  await runner.calm();
  try {
    return { afterMs: await atRest(stage.servers.direct, REST_WITHIN_MS), violations: [] };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { violations: [{ invariant: 'I8', what, ids: [] }] };
  }
};

/**
 * The reviewers go through the whole list once more, which also takes off entries whose decision a crash left behind
 * (otherwise the reconciler does within a minute), and their decisions come to rest too.
 */
const reviewTheRest = async ({ stage, desk }: Scene): Promise<void> => {
  await untilReady(stage.web);
  await lookThrough(desk);
  await atRest(stage.servers.direct, REST_WITHIN_MS).catch(() => undefined);
};

const countsOf = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};
