import type { Figure } from '../results/figure';
import { type MeasureResult, type Results, figuresIn } from '../results/results-file';
import { shown } from '../results/table';
import { judge } from '../results/targets';

/** The parts of docs/performance.md that figures fill, by the names of their places. */
export const sectionsOf = (results: Results): Map<string, string> => {
  const sections = new Map([
    ['machine', machineLine(results)],
    ['targets', targetTable(figuresIn(results))],
  ]);
  for (const measure of results.measures) sections.set(measure.measure, measureTable(measure));
  return sections;
};

const machineLine = ({ machine }: Results): string => {
  const { cpus, memoryGigabytes, platform, node } = machine;
  return `Measured on ${cpus} cores, ${memoryGigabytes} GB of memory, ${platform}, Node ${node}. Everything ran on one machine: five servers, Portaria, what it is compared with, and the load generator.`;
};

const targetTable = (figures: readonly Figure[]): string =>
  markdownTable(
    ['', 'measured', 'target', ''],
    judge(figures).map(({ title, value, limit, isMet }) => [
      title,
      shown(value),
      limit,
      isMet ? 'met' : '**not met**',
    ]),
  );

const measureTable = ({ figures, problem, at, cpuModel, loadBefore }: MeasureResult): string => {
  if (problem !== undefined) return `This was not measured: ${problem.split('\n', 1)[0]}`;
  const rows = figures.map(({ arm, title, unit, median, low, high, values }) => [
    arm ?? '',
    title,
    `${shown(median)} ${unit}`,
    values.length > 1 ? `${shown(low)} – ${shown(high)}` : '',
  ]);
  const when = `${at.slice(0, 10)}, ${cpuModel}, load of the machine before it ${loadBefore}`;
  return `${markdownTable(['arm', 'what', 'median', 'range'], rows)}\n\n${when}.`;
};

const markdownTable = (heads: string[], rows: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
