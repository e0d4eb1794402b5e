import { BUILD_TARGETS, buildIfChanged } from '@/services/builds/build-product';
import type { LaunchedProduct } from '@/services/product/launch';
import { messageOf } from '@/services/terminal/launch-error';
import type { StepReporter } from '@/services/terminal/step-reporter';
import type { Figure } from '../results/figure';
import { loadNow } from '../results/machine';
import type { MeasureResult } from '../results/results-file';
import type { BareBench, Bench, Measure } from './bench';
import { checkStores } from './check-stores';
import { emptyLedgerFile, startEmptyProduct } from './product';
import type { Sizes } from './sizes';

type BenchRun = {
  measures: readonly Measure[];
  sizes: Sizes;
  home: string;
  /** One product for all measures; else each begins with empty stores. */
  sharesProduct: boolean;
  reporter: StepReporter;
  signal: AbortSignal;
  /** Hears of each result as soon as there is one. */
  onResult?: (result: MeasureResult) => void;
};

/** Carries the measures out, one after the other; one that fails does not keep the others from being measured. */
export const runBench = async (run: BenchRun): Promise<MeasureResult[]> => {
  const { measures, reporter, signal, onResult } = run;
  await buildIfChanged(BUILD_TARGETS.test, { onStep: reporter.onStep, signal });
  const shared: Shared = {};
  const results: MeasureResult[] = [];
  try {
    for (const measure of measures) {
      if (signal.aborted) break;
      reporter.say(`\n${measure.title}`);
      const result = await resultOf(measure, () => carryOut(run, measure, shared));
      if (result.problem !== undefined) reporter.say(`! It does not count: ${result.problem}`);
      results.push(result);
      onResult?.(result);
    }
  } finally {
    await shared.bench?.product.stop();
  }
  return results;
};

type Shared = { bench?: Bench };

const resultOf = async (
  { name: measure, title }: Measure,
  work: () => Promise<Figure[]>,
): Promise<MeasureResult> => {
  const since = performance.now();
  const began = { measure, title, at: new Date().toISOString(), loadBefore: loadNow() };
  const tookSeconds = (): number => Math.round((performance.now() - since) / 1_000);
  try {
    return { ...began, figures: await work(), tookSeconds: tookSeconds() };
  } catch (error) {
    return { ...began, figures: [], problem: messageOf(error), tookSeconds: tookSeconds() };
  }
};

const carryOut = async (run: BenchRun, measure: Measure, shared: Shared): Promise<Figure[]> => {
  const { sizes, home, reporter, signal } = run;
  if (measure.on === 'nothing') return measure.run({ sizes, home, reporter, signal });
  const bench = shared.bench ?? (await startBench(run));
  if (run.sharesProduct) shared.bench = bench;
  try {
    const figures = await measure.run(bench);
    await reporter.onStep('The invariants hold', () => checkStores(bench));
    return figures;
  } finally {
    if (!run.sharesProduct) await bench.product.stop();
  }
};

const startBench = async ({ home, sizes, reporter, signal }: BareBench): Promise<Bench> => {
  const product: LaunchedProduct = await startEmptyProduct({ home, reporter, signal });
  const ledgerFile = emptyLedgerFile(home);
  return { home, sizes, reporter, signal, product, ledgerFile, answers: [] };
};
