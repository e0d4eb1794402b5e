import { linearScale } from './scales';
import { colour, drawing, element, text } from './svg';

/** `low` and `high` are the range of the repeats. */
export type Bar = { label: string; value: number; low: number; high: number; series: number };

type BarChart = { title: string; unit: string; groups: { title: string; bars: Bar[] }[] };

const WIDTH = 720;
const [LEFT, RIGHT, TOP] = [230, 640, 44];
const [BAR_HEIGHT, BAR_PITCH, GROUP_TITLE] = [18, 26, 26];

/** Lying bars in groups, each group with a scale of its own, each bar with its figure and the range of its repeats. */
export const barChart = ({ title, unit, groups }: BarChart): string => {
  const parts: string[] = [];
  let y = TOP;
  for (const group of groups) {
    parts.push(text(group.title, { x: 16, y: y + 16 }));
    y += GROUP_TITLE;
    const highs = group.bars.map(({ high }) => high);
    const scale = linearScale(highs, { from: LEFT, to: RIGHT });
    for (const bar of group.bars) {
      parts.push(...drawBar(bar, { y, unit, at: scale.at }));
      y += BAR_PITCH;
    }
    y += 8;
  }
  return drawing({ title, width: WIDTH, height: y + 8 }, ...parts);
};

type Placed = { y: number; unit: string; at: (value: number) => number };

const drawBar = ({ label, value, low, high, series }: Bar, { y, unit, at }: Placed): string[] => {
  const middle = y + BAR_HEIGHT / 2;
  const bar = { x: LEFT, y, width: Math.max(1, at(value) - LEFT), height: BAR_HEIGHT };
  const range = { x1: at(low), x2: at(high), y1: middle, y2: middle, class: 'range' };
  const shown = `${Math.round(value).toLocaleString('en')} ${unit}`;
  return [
    text(label, { x: LEFT - 8, y: middle + 4, 'text-anchor': 'end' }),
    element('rect', { ...bar, class: `bar ${colour(series)}` }),
    ...(high > low ? [element('line', range)] : []),
    text(shown, { x: at(high) + 8, y: middle + 4 }),
  ];
};
