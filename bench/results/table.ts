import type { Figure } from './figure';
import type { MeasureResult } from './results-file';
import { judge } from './targets';

/** What was measured, and how each target stands, as lines for a terminal. */
export const tableOf = (measures: readonly MeasureResult[]): string[] => {
  const counted = measures.filter(({ problem }) => problem === undefined);
  return [
    ...measures.flatMap(({ title, problem, figures }) => [
      '',
      title,
      ...(problem === undefined ? figures.map(lineOf) : [`  does not count: ${problem}`]),
    ]),
    '',
    'Targets',
    ...judge(counted.flatMap(({ figures }) => figures)).map(
      ({ title, value, limit, isMet }) =>
        `  ${isMet ? '✓' : '✗'} ${title.padEnd(72)} ${shown(value).padStart(10)}  ${limit}`,
    ),
  ];
};

const lineOf = ({ arm, title, unit, median, low, high, values }: Figure): string => {
  const name = `${arm ? `${arm}  ` : ''}${title}`;
  const range = values.length > 1 ? `  (${shown(low)} – ${shown(high)}, ${values.length} runs)` : '';
  return `  ${name.padEnd(72)} ${shown(median).padStart(12)} ${unit}${range}`;
};

/** Three digits are all that anybody compares. */
export const shown = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: value >= 1_000 ? 21 : 3, maximumFractionDigits: 2 });
