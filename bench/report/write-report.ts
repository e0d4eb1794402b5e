import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY_ROOT } from '@/services/home/home-folder';
import { figuresIn, readResults } from '../results/results-file';
import { chartsOf } from './charts';
import { fillSections } from './fill-sections';
import { sectionsOf } from './tables';

const DOCUMENT = path.join(REPOSITORY_ROOT, 'docs', 'performance.md');
const CHARTS = path.join(REPOSITORY_ROOT, 'docs', 'charts');

/** Fills the tables of docs/performance.md and draws its charts from bench/results.json; answers the names of the charts. */
export const writeReport = (): string[] => {
  const results = readResults();
  writeFileSync(DOCUMENT, fillSections(readFileSync(DOCUMENT, 'utf8'), sectionsOf(results)));
  const charts = chartsOf(figuresIn(results));
  mkdirSync(CHARTS, { recursive: true });
  for (const [name, chart] of charts) writeFileSync(path.join(CHARTS, name), chart);
  return [...charts.keys()];
};
