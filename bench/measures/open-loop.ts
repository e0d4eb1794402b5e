import { type AcceptArm, ARM_TITLES, withAcceptArms } from '../arms/arms';
import type { GeneratorReport } from '../generator/job';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { measureFlow } from '../run/flow';
import { generate } from '../run/generate';
import { signInReviewer } from '../run/reviewer';

/** Many more than a server works on at once, so that a slow answer holds up nobody who is due. */
const CONNECTIONS = 256;

/**
 * Latency of the 202 at shares of each arm's own peak, and how soon the dashboard shows what was accepted. The peak of A is
 * that of its whole flow, since more than that would only pile up; C has done all of its work when it answers.
 */
export const openLoop: Measure = {
  name: 'open-loop',
  title: 'Latency under a constant rate',
  runs: 'in full',
  on: 'product',
  run: (bench) =>
    withAcceptArms(bench, ['A', 'C'], async (arms) => {
      const { sizes, reporter } = bench;
      const figures = new Figures();
      const peaks = new Map<AcceptArm, number>();
      for (const arm of arms) {
        const peak = await reporter.onStep(`The peak of ${arm.name}`, () => measurePeak(bench, arm));
        figures.add({ key: `open.${arm.name}.peak`, title: 'peak', arm: arm.name, unit: '/s' }, peak);
        peaks.set(arm, peak);
      }
      for (let repeat = 1; repeat <= sizes.repeats; repeat += 1) {
        for (const share of sizes.loadShares) {
          for (const [arm, peak] of peaks) {
            const title = `${arm.name} (${ARM_TITLES[arm.name]}) at ${share * 100} %, ${repeat} of ${sizes.repeats}`;
            const run = { arm, ratePerSecond: peak * share };
            const report = await reporter.onStep(title, () => runAtRate(bench, run));
            addLatency(figures, { arm, share }, report);
          }
        }
      }
      return figures.all();
    }),
};

const measurePeak = async (bench: Bench, { name, url }: AcceptArm): Promise<number> => {
  const { connections, warmUpMs, loadMs } = bench.sizes;
  if (name === 'A') {
    await measureFlow(bench, warmUpMs);
    return measureFlow(bench, loadMs);
  }
  const load = { kind: 'closed', connections, warmUpMs, durationMs: loadMs } as const;
  return (await generate({ url, load }, bench.signal)).perSecond;
};

type AtRate = { arm: AcceptArm; ratePerSecond: number };

const runAtRate = async (
  bench: Bench,
  { arm: { name, url }, ratePerSecond }: AtRate,
): Promise<GeneratorReport> => {
  const { warmUpMs, loadMs } = bench.sizes;
  const load = {
    kind: 'open',
    ratePerSecond,
    connections: CONNECTIONS,
    warmUpMs,
    durationMs: loadMs,
  } as const;
  if (name !== 'A') return generate({ url, load }, bench.signal);
  const { cookie } = await signInReviewer(bench);
  const watch = { origin: bench.product.url, cookie };
  return generate({ url, load, watch, ledgerFile: bench.ledgerFile }, bench.signal);
};

type Place = { arm: AcceptArm; share: number };

const addLatency = (figures: Figures, { arm: { name }, share }: Place, report: GeneratorReport): void => {
  const percent = Math.round(share * 100);
  const add = (key: string, title: string, value: number): void =>
    figures.add(
      {
        key: `open.${name}.${percent}.${key}`,
        title: `${title} at ${percent} % of the peak`,
        arm: name,
        unit: 'ms',
      },
      value,
    );
  add('p50', 'answer, p50', report.latency.p50);
  add('p99', 'answer, p99', report.latency.p99);
  const { visible } = report;
  if (!visible) return;
  if (visible.missing > 0)
    throw new Error(`${visible.missing} accepted sign-ups were never told to reviewers`);
  add('visible.p50', 'from the 202 to the dashboard, p50', visible.p50);
  add('visible.p99', 'from the 202 to the dashboard, p99', visible.p99);
};
