import { ARM_TITLES } from '../arms/arms';
import { type Bar, barChart } from '../charts/bar-chart';
import { lineChart } from '../charts/line-chart';
import type { Figure } from '../results/figure';

type Point = { x: number; y: number };

/** The charts of docs/performance.md by the names of their files; what was not measured is left out. */
export const chartsOf = (figures: readonly Figure[]): Map<string, string> => {
  const charts = new Map<string, string>();
  const put = (name: string, chart: string | undefined): void => void (chart && charts.set(name, chart));
  const find: Find = (key) => figures.find((figure) => figure.key === key);
  put('throughput.svg', throughputChart(find));
  put('latency.svg', latencyChart(find));
  put('size.svg', sizeChart(figures));
  put('memory.svg', memoryChart(find));
  return charts;
};

type Find = (key: string) => Figure | undefined;

const throughputChart = (find: Find): string | undefined => {
  const groups = [
    { title: 'Accepting alone', keys: ['accept.A', 'accept.B', 'accept.C', 'accept.D'] },
    { title: 'The whole flow while accepting', keys: ['flow.A', 'flow.B'] },
    { title: 'Draining a backlog', keys: ['drain.A', 'drain.B'] },
  ].map(({ title, keys }) => ({ title, bars: keys.flatMap((key) => barOf(find(key))) }));
  const measured = groups.filter(({ bars }) => bars.length > 0);
  return measured.length === 0
    ? undefined
    : barChart({ title: 'Sign-ups a second', unit: '/s', groups: measured });
};

const barOf = (figure: Figure | undefined): Bar[] => {
  if (!figure?.arm) return [];
  const { arm, median: value, low, high } = figure;
  return [{ label: `${arm}  ${ARM_TITLES[arm]}`, value, low, high, series: 'ABCD'.indexOf(arm) }];
};

const latencyChart = (find: Find): string | undefined => {
  const along = (arm: string, what: string): Point[] =>
    [30, 70, 90].flatMap((percent) => {
      const figure = find(`open.${arm}.${percent}.${what}`);
      return figure ? [{ x: percent, y: Math.max(figure.median, 0.1) }] : [];
    });
  const lines = [
    { label: 'A  answer, p99', points: along('A', 'p99') },
    { label: 'A  answer, p50', points: along('A', 'p50') },
    { label: 'C  answer, p99', points: along('C', 'p99') },
    { label: 'A  visible, p99', points: along('A', 'visible.p99') },
  ].filter(({ points }) => points.length > 0);
  return lines.length === 0
    ? undefined
    : lineChart({
        title: 'Latency under a constant rate',
        x: { title: "% of the arm's own peak", kind: 'linear' },
        y: { title: 'ms', kind: 'log' },
        lines,
      });
};

const sizeChart = (figures: readonly Figure[]): string | undefined => {
  const along = (what: string): Point[] =>
    figures.flatMap(({ key, median }) => {
      const pending = new RegExp(`^size\\.(\\d+)\\.${what}$`).exec(key)?.[1];
      return pending === undefined ? [] : [{ x: Number(pending), y: Math.max(median, 0.1) }];
    });
  const lines = [
    { label: 'page of 50, p50', points: along('list') },
    { label: '202 → visible, p50', points: along('admission') },
    { label: 'approval, p50', points: along('decision') },
  ].filter(({ points }) => points.length > 0);
  return lines.length === 0
    ? undefined
    : lineChart({
        title: 'Cost against size',
        x: { title: 'pending', kind: 'log' },
        y: { title: 'ms', kind: 'log' },
        lines,
      });
};

const memoryChart = (find: Find): string | undefined => {
  const lines = ['web', 'orchestrator', 'mq-consumer'].flatMap((name) => {
    const points = find(`soak.memory.${name}`)?.series ?? [];
    return points.length > 0 ? [{ label: name, points }] : [];
  });
  return lines.length === 0
    ? undefined
    : lineChart({
        title: 'Memory at 70 % of the peak',
        x: { title: 'minutes', kind: 'linear' },
        y: { title: 'MB', kind: 'linear' },
        lines,
      });
};
