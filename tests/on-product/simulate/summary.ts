import { countEach, percentile } from '../../harness/statistics';
import type { SimulationResult } from './simulation';

export const isComplete = ({ sent, arrived }: SimulationResult): boolean => arrived.length === sent;

/** What came of the run, in words and figures for somebody who sees this for the first time. */
export const summaryOf = (result: SimulationResult, tookMs: number): string => {
  const { sent, accepted, arrived, missing, refused } = result;
  const sentAgain = accepted.filter(({ attempts }) => attempts > 1).length;
  const ids = new Set(accepted.map(({ id }) => id)).size;
  return [
    '',
    `${sent} sign-ups sent in ${(tookMs / 1_000).toFixed(1)} s`,
    `  ${String(accepted.length).padStart(6)}  accepted (202), under ${ids} different ids`,
    `  ${String(arrived.length).padStart(6)}  arrived: they wait for a reviewer`,
    `  ${String(missing.length).padStart(6)}  accepted, but not seen in review in time`,
    `  ${String(refused.length).padStart(6)}  not accepted`,
    ...(sentAgain > 0 ? [`  ${String(sentAgain).padStart(6)}  had to be sent again, with the same key`] : []),
    '',
    `${''.padEnd(40)}${['p50', 'p95', 'p99', 'max'].map((title) => title.padStart(10)).join('')}`,
    row(
      'the form was answered after',
      accepted.map(({ repliedAfterMs }) => repliedAfterMs),
    ),
    row(
      'it waited for a reviewer after',
      arrived.map(({ travelledMs }) => travelledMs),
    ),
    row(
      'its status page told so after (polled)',
      arrived.map(({ seenAfterMs }) => seenAfterMs),
    ),
    '',
    ...problemsOf(result),
  ].join('\n');
};

const row = (title: string, values: number[]): string => {
  const figures = [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share));
  const cells = figures.map((ms) => (Number.isNaN(ms) ? '–' : `${Math.round(ms)} ms`).padStart(10));
  return `${title.padEnd(40)}${cells.join('')}`;
};

const problemsOf = ({ sent, arrived, missing, refused }: SimulationResult): string[] => {
  if (arrived.length === sent) return ['All of them arrived.'];
  const causes = countEach(refused);
  return [
    `${sent - arrived.length} did not arrive.`,
    ...[...causes].slice(0, 5).map(([why, times]) => `  not accepted, ${times} times: ${why}`),
    ...missing.slice(0, 5).map((id) => `  accepted, not in review: ${id}`),
  ];
};
