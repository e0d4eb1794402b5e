import type { GeneratorJob, GeneratorReport } from '../generator/job';
import { askChild } from '../processes/child';

/** Most of what is refused has the same cause; nobody wants to read a thousand of them. */
const SHOWN_REFUSALS = 3;

/**
 * Runs the load generator in a process of its own.
 *
 * @throws Error where anything was answered but a 202, or nothing in the measured time: such a run says nothing about speed.
 */
export const generate = async (job: GeneratorJob, signal: AbortSignal): Promise<GeneratorReport> => {
  const report = await askChild<GeneratorReport>('bench/generator/main.ts', job, { signal });
  if (report.accepted === 0) throw new Error('nobody was accepted in the measured time');
  if (report.refused.size === 0) return report;
  const refusals = [...report.refused].slice(0, SHOWN_REFUSALS).map(([why, times]) => `${times} × ${why}`);
  throw new Error(`${report.acceptedInAll} were accepted, and others not: ${refusals.join('; ')}`);
};
