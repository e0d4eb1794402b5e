import { cpus, loadavg, totalmem } from 'node:os';

/** What somebody has to know of a machine to compare figures with theirs. No names, no paths. */
export type Machine = {
  cpus: number;
  cpuModel: string;
  memoryGigabytes: number;
  platform: string;
  node: string;
};

export const thisMachine = (): Machine => ({
  cpus: cpus().length,
  cpuModel: cpus()[0]?.model ?? 'unknown',
  memoryGigabytes: Math.round(totalmem() / 1e9),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
});

/** How many processes wanted a CPU in the last minute: what else the machine had to do. */
export const loadNow = (): number => Number((loadavg()[0] ?? 0).toFixed(1));
