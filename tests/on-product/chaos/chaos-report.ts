import { percentile } from '../../harness/statistics';
import { INVARIANTS } from '../../invariants/violation';
import type { ChaosResult } from './run-chaos';

const SHOWN_IDS = 5;

/** The table at the end of a run, line by line. */
export const reportOf = (result: ChaosResult): string[] => [
  '',
  `Chaos, ${result.setting.minutes} min, seed ${result.setting.seed}: ${result.rate.toFixed(1)} sign-ups a second` +
    (result.capacity === undefined ? '' : `, half of the ${result.capacity.toFixed(0)} measured at most`),
  '',
  ...section('Faults', faultRows(result)),
  ...section('Processes ended', [...result.endings].toSorted(byName)),
  ...section('Answers', [...result.counters.answers].toSorted(byName)),
  ...section('Sign-up to 202, retries included (ms)', latencyRows(result)),
  ...section('Registrations', [
    ...result.table.map(({ name, value }): Row => [name, value]),
    ['decisions confirmed', result.counters.decided],
    ['of those, while faults went on', result.counters.decidedUnderFaults],
    ['decided both ways at once', result.counters.bothWays],
  ]),
  `Idle ${result.idleAfterMs === undefined ? 'not within 60 s' : `after ${seconds(result.idleAfterMs)} s`}.`,
  '',
  ...INVARIANTS.flatMap((invariant) => invariantLines(result, invariant)),
];

type Row = [string, number | string];

const section = (title: string, rows: readonly Row[]): string[] => [
  title,
  ...rows.map(([name, value]) => `  ${name.padEnd(34)} ${String(value).padStart(8)}`),
  '',
];

const byName = ([one]: Row, [other]: Row): number => one.localeCompare(other);

const faultRows = ({ faults }: ChaosResult): Row[] =>
  Object.entries(faults).map(([kind, { done, missed }]) => [
    missed > 0 ? `${kind} (${missed} missed)` : kind,
    done,
  ]);

const latencyRows = ({ counters }: ChaosResult): Row[] =>
  [0.5, 0.95, 0.99, 1].map((share) => [
    share === 1 ? 'max' : `p${share * 100}`,
    Math.round(percentile(counters.acceptedAfterMs, share)),
  ]);

const invariantLines = ({ violations }: ChaosResult, invariant: string): string[] => {
  const broken = violations.filter((violation) => violation.invariant === invariant);
  if (broken.length === 0) return [`  ✓ ${invariant} holds`];
  return broken.map(({ what, ids }) => {
    const shown = ids.slice(0, SHOWN_IDS).join(', ');
    const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
    return `  ✗ ${invariant} is violated: ${what}${ids.length > 0 ? ` (${ids.length}): ${shown}${more}` : ''}`;
  });
};

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
