import type { Measure } from '../run/bench';
import { accept } from './accept';
import { decisions } from './decisions';
import { drain } from './drain';
import { flow } from './flow';
import { idle } from './idle';
import { openLoop } from './open-loop';
import { pages } from './pages';
import { size } from './size';
import { soak } from './soak';
import { start } from './start';

/** In the order in which they run. */
export const MEASURES: readonly Measure[] = [
  accept,
  flow,
  drain,
  openLoop,
  decisions,
  idle,
  size,
  pages,
  start,
  soak,
];
