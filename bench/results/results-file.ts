import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY_ROOT } from '@/services/home/home-folder';
import type { Figure } from './figure';
import { type Machine, thisMachine } from './machine';

/** What came of one measure. Figures with a problem do not count and are kept to be looked into. */
export type MeasureResult = {
  measure: string;
  title: string;
  /** ISO 8601 UTC. */
  at: string;
  tookSeconds: number;
  /** Its processor: machines that are rented are not always the same one. */
  cpuModel: string;
  /** The load of the machine when it began; above a half or so somebody else was working. */
  loadBefore: number;
  problem?: string;
  figures: Figure[];
};

export type Results = { machine: Machine; measures: MeasureResult[] };

const RESULTS_FILE = path.join(REPOSITORY_ROOT, 'bench', 'results.json');

export const readResults = (file = RESULTS_FILE): Results => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { machine: thisMachine(), measures: [] };
    throw error;
  }
};

/** Puts new results in the place of earlier ones of the same measures; the others stay. */
export const mergeResults = (kept: Results, measured: readonly MeasureResult[]): Results => {
  const isReplaced = ({ measure }: MeasureResult): boolean =>
    measured.some((result) => result.measure === measure);
  const measures = [...kept.measures.filter((result) => !isReplaced(result)), ...measured];
  return { machine: thisMachine(), measures };
};

export const writeResults = (results: Results, file = RESULTS_FILE): void =>
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);

/** The figures that count. */
export const figuresIn = ({ measures }: { measures: readonly MeasureResult[] }): Figure[] =>
  measures.filter(({ problem }) => problem === undefined).flatMap(({ figures }) => figures);
