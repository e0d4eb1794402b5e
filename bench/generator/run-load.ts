import { closedLoop, openLoop } from '@/tests/harness/load-generator';
import { percentile } from '@/tests/harness/statistics';
import type { Latency, Load } from './job';

/** One call as it went; times in epoch ms. `dueAt` is when it should have begun. */
export type Sample = { dueAt: number; doneAt: number; accepted: boolean };

/** Sends one sign-up; answers whether it was accepted. */
type Call = () => Promise<boolean>;

export const now = (): number => performance.timeOrigin + performance.now();

/** Carries a load out and gives every call of it, the warm-up included. */
export const runLoad = async (load: Load, call: Call): Promise<{ startedAt: number; samples: Sample[] }> => {
  const startedAt = now();
  const totalMs = load.warmUpMs + load.durationMs;
  const samples: Sample[] = [];
  const take = async (dueAt: number): Promise<void> => {
    const accepted = await call();
    samples.push({ dueAt, doneAt: now(), accepted });
  };
  if (load.kind === 'open') {
    const { ratePerSecond } = load;
    await openLoop({ ratePerSecond, durationMs: totalMs }, (_index, dueAt) => take(dueAt));
  } else {
    const next = (): true | undefined => (now() - startedAt < totalMs ? true : undefined);
    await closedLoop(load.connections, next, () => take(now()));
  }
  return { startedAt, samples };
};

type Summary = { accepted: number; perSecond: number; latency: Latency };

/**
 * What of a load is counted. A closed loop counts what was answered within its window; an open one what was due in it,
 * however late the answer came.
 */
export const summarise = (load: Load, startedAt: number, samples: readonly Sample[]): Summary => {
  const from = startedAt + load.warmUpMs;
  const to = from + load.durationMs;
  const isCounted = ({ dueAt, doneAt }: Sample): boolean => {
    const at = load.kind === 'open' ? dueAt : doneAt;
    return at >= from && at < to;
  };
  const counted = samples.filter((sample) => sample.accepted && isCounted(sample));
  return {
    accepted: counted.length,
    perSecond: (counted.length * 1_000) / load.durationMs,
    latency: latencyOf(counted.map(({ dueAt, doneAt }) => doneAt - dueAt)),
  };
};

export const latencyOf = (valuesMs: readonly number[]): Latency => ({
  p50: percentile(valuesMs, 0.5),
  p99: percentile(valuesMs, 0.99),
  max: percentile(valuesMs, 1),
});
