import { BUILD_TARGETS, buildIfChanged } from '@/services/builds/build-product';
import type { LaunchedProduct } from '@/services/product/launch';
import { messageOf } from '@/services/terminal/launch-error';
import type { StepReporter } from '@/services/terminal/step-reporter';
import { waitUntilIdle } from '@/tests/invariants/wait-until-idle';
import type { Figure } from '../results/figure';
import { loadNow, thisMachine } from '../results/machine';
import type { MeasureResult } from '../results/results-file';
import type { BareBench, Bench, Measure } from './bench';
import { checkStores } from './check-stores';
import { emptyLedgerFile, startEmptyProduct } from './product';
import type { Sizes } from './sizes';

const IDLE_WITHIN_MS = 5 * 60_000;

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

/**
 * Carries the measures out, one after the other; one that fails does not keep the others from being measured. Whatever was
 * measured on a product whose stores do not hold the invariants afterwards has a problem, and does not count.
 */
export const runBench = async (run: BenchRun): Promise<MeasureResult[]> => {
  const { measures, reporter, signal } = run;
  await buildIfChanged(BUILD_TARGETS.test, { onStep: reporter.onStep, signal });
  return run.sharesProduct ? onOneProduct(run) : onProductsOfTheirOwn(run, measures);
};

const onProductsOfTheirOwn = async (
  run: BenchRun,
  measures: readonly Measure[],
): Promise<MeasureResult[]> => {
  const results: MeasureResult[] = [];
  for (const measure of measures) {
    if (run.signal.aborted) break;
    const work = measure.on === 'product' ? () => onFreshProduct(run, measure.run) : () => measure.run(run);
    const result = await resultOf(run, measure, work);
    results.push(result);
    run.onResult?.(result);
  }
  return results;
};

const onFreshProduct = async (
  run: BenchRun,
  work: (bench: Bench) => Promise<Figure[]>,
): Promise<Figure[]> => {
  const bench = await startBench(run);
  try {
    const figures = await work(bench);
    await run.reporter.onStep('The invariants hold', () => checkStores(bench));
    return figures;
  } finally {
    await bench.product.stop();
  }
};

/** The invariants are checked once, at the end; between two measures everything comes to rest. */
const onOneProduct = async (run: BenchRun): Promise<MeasureResult[]> => {
  const { measures, signal, reporter } = run;
  const bench = await startBench(run);
  const results: MeasureResult[] = [];
  try {
    for (const measure of measures) {
      if (signal.aborted || measure.on === 'nothing') continue;
      const work = async (): Promise<Figure[]> => {
        const figures = await measure.run(bench);
        await waitUntilIdle(bench.product.inUse, IDLE_WITHIN_MS);
        return figures;
      };
      results.push(await resultOf(run, measure, work));
    }
    const problem = await problemOf(() => reporter.onStep('The invariants hold', () => checkStores(bench)));
    for (const result of results) result.problem ??= problem;
  } finally {
    await bench.product.stop();
  }
  const others = measures.filter(({ on }) => on === 'nothing');
  return [...results, ...(await onProductsOfTheirOwn(run, others))];
};

const problemOf = (work: () => Promise<void>): Promise<string | undefined> =>
  work().then(() => undefined, messageOf);

const resultOf = async (
  { reporter }: BareBench,
  { name: measure, title }: Measure,
  work: () => Promise<Figure[]>,
): Promise<MeasureResult> => {
  reporter.say(`\n${title}`);
  const since = performance.now();
  const began = {
    measure,
    title,
    at: new Date().toISOString(),
    cpuModel: thisMachine().cpuModel,
    loadBefore: loadNow(),
  };
  const tookSeconds = (): number => Math.round((performance.now() - since) / 1_000);
  try {
    return { ...began, figures: await work(), tookSeconds: tookSeconds() };
  } catch (error) {
    const problem = messageOf(error);
    reporter.say(`! It does not count: ${problem}`);
    return { ...began, figures: [], problem, tookSeconds: tookSeconds() };
  }
};

const startBench = async ({ home, sizes, reporter, signal }: BareBench): Promise<Bench> => {
  const product: LaunchedProduct = await startEmptyProduct({ home, reporter, signal });
  const ledgerFile = emptyLedgerFile(home);
  return { home, sizes, reporter, signal, product, ledgerFile, answers: [] };
};
