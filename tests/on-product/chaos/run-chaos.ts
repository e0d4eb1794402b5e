import { countEach } from '../../harness/statistics';
import { untilReady } from '../../harness/web-client';
import type { Violation } from '../../invariants/violation';
import { checkRun, EACH_WEB_PROCESS, reviewTheRest, waitUntilRunIsIdle } from './check-run';
import { reportProgress, type Counters } from './counters';
import { setUpEnvironment } from './environment';
import type { FaultCounts } from './faults/fault-runner';
import { planFaults } from './plan';
import { everyProcess, startProcesses } from './processes';
import { review } from './reviewers';
import { setUpRun, type ChaosRun, type ChaosSetting } from './run-setup';
import { generateLoad, measureCapacity, Visits } from './visitors';

export type ChaosResult = {
  setting: ChaosSetting;
  capacity: number | undefined;
  rate: number;
  faults: FaultCounts;
  counters: Counters;
  /** How processes of the product ended, and how often. */
  endings: Map<string, number>;
  idleAfterMs: number | undefined;
  table: { name: string; value: number }[];
  violations: Violation[];
};

const HIGHEST_RATE = 40;

/**
 * Sets the system up, lets faults happen under load, waits until it is idle and checks the invariants. Whatever
 * happens, nothing is left running.
 */
export const runChaos = async (setting: ChaosSetting): Promise<ChaosResult> => {
  const { reporter, home, signal } = setting;
  const counts = { web: 2, orchestrator: 2, 'mq-consumer': 2 };
  const environment = await setUpEnvironment({ home, signal, counts, ...reporter, say: () => undefined });
  try {
    const run = await setUpRun(environment, setting);
    try {
      return await carryOut(run);
    } finally {
      await Promise.all(run.faults.extras.map((extra) => extra.stop()));
      await run.poison.close();
    }
  } finally {
    await reporter.onStep('Stopping everything', () => environment.stop());
  }
};

const carryOut = async (run: ChaosRun): Promise<ChaosResult> => {
  const { environment, setting, counters, faults } = run;
  const { reporter } = setting;
  const { capacity, rate, idle } = await runFaultsUnderLoad(run);
  await reporter.onStep('Reviewing what is left', () => reviewTheRest(run));
  const { table, violations } = await reporter.onStep('Reading the five stores', () => checkRun(run));
  const processes = [...everyProcess(environment.processes), ...faults.extras];
  return {
    setting,
    capacity,
    rate,
    faults: faults.counts,
    counters,
    endings: countEach(processes.flatMap(({ endings }) => endings)),
    idleAfterMs: idle.afterMs,
    table,
    violations: [...idle.violations, ...violations],
  };
};

const runFaultsUnderLoad = async (run: ChaosRun) => {
  const { environment, setting, counters, faults } = run;
  const { seed, reporter, signal } = setting;
  const target = { web: environment.web, ledger: run.accepted, counters, poison: run.poison };
  const visits = new Visits(seed);
  await startProcesses(environment.processes);
  await reporter.onStep('Every part answers', () => untilReady(environment.web, EACH_WEB_PROCESS));
  const capacity =
    setting.rate === undefined
      ? await reporter.onStep('Measuring the capacity', () => measureCapacity(visits, target))
      : undefined;
  const rate = setting.rate ?? Math.max(1, Math.min(HIGHEST_RATE, (capacity ?? 0) / 2));

  const durationMs = setting.minutes * 60_000;
  const reviewersStop = new AbortController();
  const progress = reportProgress({ counters, faults, durationMs, say: reporter.say });
  const reviewing = review(run.reviewers, AbortSignal.any([reviewersStop.signal, signal]));
  const signingUp = generateLoad({ visits, ratePerSecond: rate, durationMs, signal }, target);
  await faults.run(planFaults(seed, durationMs), signal).finally(progress.stop);
  signal.throwIfAborted();

  const lastFaultAt = performance.now();
  counters.decidedUnderFaults = counters.decided;
  const idle = await reporter.onStep('Waiting until nothing is on its way', async () => {
    reviewersStop.abort();
    await Promise.all([faults.undoAll(), signingUp, reviewing]);
    return waitUntilRunIsIdle(run, lastFaultAt);
  });
  return { capacity, rate, idle };
};
