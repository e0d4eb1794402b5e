import type { Violation } from '../../invariants/violation';
import { makeChaosScene, type ChaosScene, type ChaosSetting } from './run-setup';
import { comeToRest, reviewTheRest } from './come-to-rest';
import type { FaultCounts } from './faults/fault-runner';
import { everyProcess } from './processes';
import { judgeRun } from './check-run';
import { planFaults } from './plan';
import { tellProgressOf } from './progress-line';
import { review } from './reviewers';
import { comeAndGo, Crowd, measureCapacity } from './visitors';
import { setStage } from './environment';
import type { Tally } from './counters';
import { untilReady } from './until-ready';

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

const HIGHEST_RATE = 40;

/** Stages the system, lets chaos loose, waits for rest and judges. Whatever happens, nothing is left running. */
export const runChaos = async (setting: ChaosSetting): Promise<ChaosResult> => {
  const { teller, home, signal } = setting;
  const counts = { web: 2, orchestrator: 2, 'mq-consumer': 2 };
  const stage = await setStage({ home, signal, counts, ...teller, say: () => undefined });
  try {
    const scene = await makeChaosScene(stage, setting);
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

const play = async (scene: ChaosScene): Promise<ChaosResult> => {
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

  const lastFaultAt = performance.now();
  tally.decidedUnderFaults = tally.decided;
  const rest = await teller.onStep('Coming to rest', async () => {
    reviewersGo.abort();
    await Promise.all([runner.calm(), signUps, reviewing]);
    return comeToRest(scene, lastFaultAt);
  });
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

const countsOf = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};
