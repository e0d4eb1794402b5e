import { setTimeout as sleep } from 'node:timers/promises';
import { exponentialGapMs, pick, randomFrom, type Random } from '../../../harness/random';
import type { KafkaBehindProxy } from '../servers-behind-proxies';

type Breaking = { seed: number; durationMs: number; signal: AbortSignal };
type Break = (kafka: KafkaBehindProxy, random: Random) => Promise<void>;

const kill: Break = async ({ server }) => server.crash();

const pause: Break = async ({ server }, random) => {
  server.pause();
  await sleep(500 + random() * 7_000);
  server.resume();
};

const cut: Break = async ({ proxy }) => proxy.cut();

/** Longer than the client waits for an answer, so that it sends again what has arrived. */
const silence: Break = async ({ proxy }, random) => {
  proxy.setMode({ kind: 'silent' });
  await sleep(500 + random() * 7_000);
  proxy.clear();
};

const slow: Break = async ({ proxy }, random) => {
  proxy.setMode({ kind: 'slow', delayMs: 20 + random() * 300 });
  await sleep(2_000);
  proxy.cut();
  proxy.clear();
};

const MEAN_GAP_MS = 1_500;
const CHOICES = [kill, pause, cut, cut, cut, cut, silence, slow, slow] as const;

/** One fault after the other, by seed; at the end the broker answers again. Gives the number of faults. */
export const breakBroker = async (
  kafka: KafkaBehindProxy,
  { seed, durationMs, signal }: Breaking,
): Promise<number> => {
  const random = randomFrom(seed);
  const end = performance.now() + durationMs;
  let faults = 0;
  for (; performance.now() < end && !signal.aborted; faults += 1) {
    await sleep(exponentialGapMs(random, MEAN_GAP_MS));
    await pick(random, CHOICES)(kafka, random);
  }
  kafka.server.resume();
  kafka.proxy.clear();
  await kafka.server.start();
  return faults;
};
