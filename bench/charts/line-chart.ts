import type { Point } from '@/tests/harness/statistics';
import { linearScale, logScale, type Scale } from './scales';
import { colour, drawing, element, text } from './svg';

type Axis = { title: string; kind: 'linear' | 'log' };
type LineChart = { title: string; x: Axis; y: Axis; lines: { label: string; points: readonly Point[] }[] };

const [WIDTH, HEIGHT] = [720, 380];
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 520, 48, 328];

/** Lines over one pair of axes, with the names of the lines beside them. */
export const lineChart = ({ title, x, y, lines }: LineChart): string => {
  const points = lines.flatMap((line) => line.points);
  const xScale = scaleOf(
    x,
    points.map((point) => point.x),
    { from: LEFT, to: RIGHT },
  );
  const yScale = scaleOf(
    y,
    points.map((point) => point.y),
    { from: BOTTOM, to: TOP },
  );
  return drawing(
    { title, width: WIDTH, height: HEIGHT },
    ...yScale.ticks.map((value) => horizontalMark(value, yScale)),
    ...xScale.ticks.map((value) => verticalMark(value, xScale)),
    text(x.title, { x: (LEFT + RIGHT) / 2, y: BOTTOM + 40, 'text-anchor': 'middle' }),
    text(y.title, { x: 16, y: TOP - 8 }),
    ...lines.flatMap((line, index) => drawLine(line, index, { x: xScale, y: yScale })),
  );
};

const scaleOf = ({ kind }: Axis, values: number[], range: { from: number; to: number }): Scale =>
  kind === 'log' ? logScale(values, range) : linearScale(values, range);

const horizontalMark = (value: number, { at }: Scale): string =>
  element('line', { x1: LEFT, x2: RIGHT, y1: at(value), y2: at(value), class: 'grid' }) +
  text(value.toLocaleString('en'), { x: LEFT - 8, y: at(value) + 4, 'text-anchor': 'end' });

const verticalMark = (value: number, { at }: Scale): string =>
  text(value.toLocaleString('en'), { x: at(value), y: BOTTOM + 20, 'text-anchor': 'middle' });

const drawLine = (
  { label, points }: LineChart['lines'][number],
  index: number,
  { x, y }: { x: Scale; y: Scale },
): string[] => {
  const placed = points.map((point) => `${x.at(point.x).toFixed(1)},${y.at(point.y).toFixed(1)}`);
  const legendY = TOP + 8 + index * 22;
  return [
    element('polyline', { points: placed.join(' '), class: `line ${colour(index)}` }),
    ...points.map((point) =>
      element('circle', { cx: x.at(point.x), cy: y.at(point.y), r: 2.5, class: colour(index) }),
    ),
    element('rect', { x: RIGHT + 20, y: legendY - 6, width: 14, height: 4, class: `bar ${colour(index)}` }),
    text(label, { x: RIGHT + 42, y: legendY }),
  ];
};
