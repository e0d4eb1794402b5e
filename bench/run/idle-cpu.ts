import { setTimeout as sleep } from 'node:timers/promises';
import { APP_NAMES, type AppName } from '@/services/product/app-programs';
import type { LaunchedProduct } from '@/services/product/launch';
import { canReadUsage, cpuSecondsOf } from '../processes/usage';
import { pidOf } from './product';

/** Shares of a core in percent. */
export type IdleCpu = Record<AppName | 'all', number>;

/** CPU of the three processes over a time in which nobody comes. Only Linux tells it. */
export const measureIdleCpu = async (product: LaunchedProduct, durationMs: number): Promise<IdleCpu> => {
  if (!canReadUsage) throw new Error('CPU and memory of processes are read from /proc, which only Linux has');
  const used = (): Record<AppName, number> => ({
    web: cpuSecondsOf(pidOf(product, 'web')),
    orchestrator: cpuSecondsOf(pidOf(product, 'orchestrator')),
    'mq-consumer': cpuSecondsOf(pidOf(product, 'mq-consumer')),
  });
  const [before, since] = [used(), performance.now()];
  await sleep(durationMs);
  const [after, tookSeconds] = [used(), (performance.now() - since) / 1_000];
  const percent = (name: AppName): number => ((after[name] - before[name]) * 100) / tookSeconds;
  const each = {
    web: percent('web'),
    orchestrator: percent('orchestrator'),
    'mq-consumer': percent('mq-consumer'),
  };
  return { ...each, all: APP_NAMES.reduce((sum, name) => sum + each[name], 0) };
};
