import type { Figure } from './figure';

/** What issue and docs ask for, as a share of something measured in the same run or as a figure by itself. */
export type Target = {
  title: string;
  unit: string;
  /** Undefined where it was not measured. */
  value: (find: (key: string) => number | undefined) => number | undefined;
} & ({ atLeast: number } | { atMost: number });

/** `reached` is the share of the target: 1 where it is just met, 0.5 at half of what is asked or twice what is allowed. */
export type Verdict = {
  title: string;
  unit: string;
  value: number;
  limit: string;
  reached: number;
  isMet: boolean;
};

const ratio =
  (above: string, below: string): Target['value'] =>
  (find) => {
    const [a, b] = [find(above), find(below)];
    return a === undefined || b === undefined ? undefined : a / b;
  };

const figure =
  (key: string): Target['value'] =>
  (find) =>
    find(key);

/** The unit of ratios, which hold on any machine. */
export const TIMES = '×';

export const TARGETS: Target[] = [
  { title: 'accepted/s, A against B', unit: TIMES, value: ratio('accept.A', 'accept.B'), atLeast: 0.8 },
  { title: 'accepted/s, A against C', unit: TIMES, value: ratio('accept.A', 'accept.C'), atLeast: 10 },
  {
    title: 'whole flow while accepting, A against the serial raw figure',
    unit: TIMES,
    value: ratio('flow.A', 'flow.B'),
    atLeast: 0.7,
  },
  { title: 'drain of a backlog, A against B', unit: TIMES, value: ratio('drain.A', 'drain.B'), atLeast: 0.9 },
  {
    title: '202 → visible in the dashboard at 70 % load, p99',
    unit: 'ms',
    value: figure('open.A.70.visible.p99'),
    atMost: 500,
  },
  {
    title: 'p99 of the 202 at 70 %, A against C at its own 70 %',
    unit: TIMES,
    value: ratio('open.A.70.p99', 'open.C.70.p99'),
    atMost: 0.5,
  },
  { title: 'one decision, p99', unit: 'ms', value: figure('decisions.one.p99'), atMost: 50 },
  {
    title: '500 decisions in bulk against one raw createMany of 500 accounts',
    unit: TIMES,
    value: ratio('decisions.bulk', 'decisions.raw'),
    atMost: 3,
  },
  ...['list', 'admission', 'decision'].map((what) => ({
    title: `${what} at 1 M pending against 10 k`,
    unit: TIMES,
    value: ratio(`size.1000000.${what}`, `size.10000.${what}`),
    atMost: 1.3,
  })),
  { title: 'idle CPU of the three processes', unit: '% of a core', value: figure('idle.cpu'), atMost: 2 },
  {
    title: 'idle CPU of the three processes with 1 M pending',
    unit: '% of a core',
    value: figure('size.1000000.idle'),
    atMost: 2,
  },
  { title: 'memory at rest, web', unit: 'MB', value: figure('idle.memory.web'), atMost: 250 },
  {
    title: 'memory at rest, orchestrator',
    unit: 'MB',
    value: figure('idle.memory.orchestrator'),
    atMost: 120,
  },
  { title: 'memory at rest, mq-consumer', unit: 'MB', value: figure('idle.memory.mq-consumer'), atMost: 120 },
  { title: 'start, cold', unit: 's', value: figure('start.cold'), atMost: 90 },
  { title: 'start, warm', unit: 's', value: figure('start.warm'), atMost: 12 },
  { title: 'compressed script of the public form', unit: 'kB', value: figure('pages.form'), atMost: 90 },
  { title: 'compressed script of the dashboard', unit: 'kB', value: figure('pages.dashboard'), atMost: 200 },
  {
    title: 'memory slope at 70 %, the steepest process',
    unit: '% in 10 min',
    value: figure('soak.slope'),
    atMost: 1,
  },
];

/** How each target that was measured stands. */
export const judge = (figures: readonly Figure[], targets: readonly Target[] = TARGETS): Verdict[] => {
  const find = (key: string): number | undefined => figures.find((one) => one.key === key)?.median;
  return targets.flatMap((target) => {
    const value = target.value(find);
    if (value === undefined) return [];
    const { title, unit } = target;
    const [limit, reached] =
      'atLeast' in target
        ? [`≥ ${target.atLeast} ${unit}`, value / target.atLeast]
        : [`≤ ${target.atMost} ${unit}`, target.atMost / value];
    return { title, unit, value, limit, reached, isMet: reached >= 1 };
  });
};

/**
 * The share of a target under which somebody has to look: half of it, or half of what the last full run reached where that
 * is less, since what is known and explained would hide everything else.
 */
export const floorOf = ({ title }: Verdict, recorded: readonly Verdict[]): number =>
  Math.min(1, recorded.find((verdict) => verdict.title === title)?.reached ?? 1) / 2;
