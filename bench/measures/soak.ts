import { setTimeout as sleep } from 'node:timers/promises';
import { progressBar } from '@/cli/progress-bar';
import { APP_NAMES, type AppName } from '@/services/product/app-programs';
import { fitLine, type Point } from '@/tests/harness/statistics';
import { portaria } from '../arms/arms';
import { canReadUsage, residentMegabytesOf } from '../processes/usage';
import { type Figure, figureOf } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { measureFlow } from '../run/flow';
import { generate } from '../run/generate';
import { pidOf } from '../run/product';

const LOAD_SHARE = 0.7;
const SAMPLE_EVERY_MS = 5_000;
/** Heaps grow to their working size first. */
const SETTLED_AFTER_SHARE = 0.2;
const SLOPE_OVER_MINUTES = 10;
const KEPT_POINTS = 120;
const CONNECTIONS = 256;

/** Whether memory grows, and anybody is refused, in a long run at 70 % of the peak. */
export const soak: Measure = {
  name: 'soak',
  title: 'An hour at 70 % of the peak',
  runs: 'on demand',
  on: 'product',
  run: async (bench) => {
    if (!canReadUsage) throw new Error('memory of processes is read from /proc, which only Linux has');
    const { sizes, reporter, signal, ledgerFile } = bench;
    const peak = await reporter.onStep('The peak of the whole flow', () => measureFlow(bench, sizes.loadMs));
    const durationMs = sizes.soakMinutes * 60_000;
    const ratePerSecond = peak * LOAD_SHARE;
    const load = { kind: 'open', ratePerSecond, connections: CONNECTIONS, warmUpMs: 0, durationMs } as const;
    const ended = new AbortController();
    const sampling = sampleMemory(bench, { durationMs, signal: AbortSignal.any([ended.signal, signal]) });
    const report = await generate({ url: portaria(bench).url, load, ledgerFile }, signal).finally(() =>
      ended.abort(),
    );
    const ofAnswers = { arm: 'A', unit: 'ms' } as const;
    return [
      figureOf({ key: 'soak.rate', title: 'sign-ups', arm: 'A', unit: '/s' }, [ratePerSecond]),
      figureOf({ ...ofAnswers, key: 'soak.p50', title: 'answer, p50' }, [report.latency.p50]),
      figureOf({ ...ofAnswers, key: 'soak.p99', title: 'answer, p99' }, [report.latency.p99]),
      ...memoryFigures(await sampling),
    ];
  },
};

/** x in minutes, y in megabytes. */
type Memory = Record<AppName, Point[]>;

const sampleMemory = async (
  { product }: Bench,
  { durationMs, signal }: { durationMs: number; signal: AbortSignal },
): Promise<Memory> => {
  const memory: Memory = { web: [], orchestrator: [], 'mq-consumer': [] };
  const minutes = Math.ceil(durationMs / 60_000);
  const bar = progressBar('minutes at 70 % of the peak', minutes);
  const since = performance.now();
  let shownMinutes = -1;
  while (!signal.aborted) {
    const x = (performance.now() - since) / 60_000;
    for (const name of APP_NAMES) memory[name].push({ x, y: residentMegabytesOf(pidOf(product, name)) });
    const passed = Math.min(minutes, Math.floor(x));
    if (passed !== shownMinutes) bar.update((shownMinutes = passed));
    await sleep(SAMPLE_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  bar.end();
  return memory;
};

const memoryFigures = (memory: Memory): Figure[] => {
  const slopes = APP_NAMES.map((name) => slopePercent(memory[name]));
  const unit = `% in ${SLOPE_OVER_MINUTES} min`;
  return [
    figureOf({ key: 'soak.slope', title: 'memory slope, the steepest', arm: 'A', unit }, [
      Math.max(...slopes),
    ]),
    ...APP_NAMES.flatMap((name, index) => [
      figureOf({ key: `soak.slope.${name}`, title: `memory slope of ${name}`, arm: 'A', unit }, [
        slopes[index] ?? 0,
      ]),
      {
        ...figureOf(
          { key: `soak.memory.${name}`, title: `memory of ${name} at the end`, arm: 'A', unit: 'MB' },
          [memory[name].at(-1)?.y ?? Number.NaN],
        ),
        series: thin(memory[name]),
      },
    ]),
  ];
};

/** The growth in ten minutes by the straight line through all samples after the first fifth, in % of its middle. */
export const slopePercent = (samples: readonly Point[]): number => {
  const settled = samples.slice(Math.floor(samples.length * SETTLED_AFTER_SHARE));
  const { slope, intercept } = fitLine(settled);
  const middle = ((settled[0]?.x ?? 0) + (settled.at(-1)?.x ?? 0)) / 2;
  return (slope * SLOPE_OVER_MINUTES * 100) / (intercept + slope * middle);
};

const thin = (points: readonly Point[]): Point[] => {
  const every = Math.ceil(points.length / KEPT_POINTS);
  return points
    .filter((_, index) => index % every === 0)
    .map(({ x, y }) => ({ x: Number(x.toFixed(2)), y: Math.round(y) }));
};
