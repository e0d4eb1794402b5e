import { exponentialGapMs, randomFrom, type Random } from '../../harness/random';

export const KINDS = {
  'kill a process': { everyMs: 4_000, lastsMs: [0, 0], on: 'process' },
  'kill a server': { everyMs: 30_000, lastsMs: [0, 0], on: 'server' },
  'pause a process': { everyMs: 30_000, lastsMs: [5_000, 40_000], on: 'process' },
  'pause a server': { everyMs: 75_000, lastsMs: [5_000, 40_000], on: 'server' },
  'cut connections': { everyMs: 8_000, lastsMs: [0, 0], on: 'server' },
  'slow connections': { everyMs: 20_000, lastsMs: [2_000, 10_000], on: 'server' },
  'refuse connections': { everyMs: 30_000, lastsMs: [1_000, 6_000], on: 'server' },
  'silence connections': { everyMs: 60_000, lastsMs: [3_000, 12_000], on: 'server' },
  'Elasticsearch read-only': { everyMs: 60_000, lastsMs: [3_000, 12_000], on: 'nothing' },
  'Redis out of memory': { everyMs: 60_000, lastsMs: [3_000, 12_000], on: 'nothing' },
  'ActiveMQ out of memory': { everyMs: 60_000, lastsMs: [3_000, 12_000], on: 'nothing' },
  'a consumer joins and leaves': { everyMs: 30_000, lastsMs: [4_000, 15_000], on: 'nothing' },
  'workers restart while a server hangs': { everyMs: 45_000, lastsMs: [8_000, 20_000], on: 'server' },
  'Redis read-only': { everyMs: 60_000, lastsMs: [3_000, 12_000], on: 'nothing' },
  'Postgres read-only': { everyMs: 60_000, lastsMs: [3_000, 12_000], on: 'nothing' },
  'Redis keys lost': { everyMs: 45_000, lastsMs: [0, 0], on: 'nothing' },
} as const satisfies Record<
  string,
  { everyMs: number; lastsMs: [number, number]; on: 'process' | 'server' | 'nothing' }
>;

export type FaultKind = keyof typeof KINDS;

/** `chance` in [0, 1) picks the target and whatever else a fault leaves open. */
export type Fault = { kind: FaultKind; atMs: number; lastsMs: number; chance: number };

/**
 * What happens when, entirely from the seed. Each kind has its own stream of numbers with exponential gaps, so that a
 * longer run with the same seed begins like a shorter one. No fault outlives the run.
 */
export const planFaults = (seed: number, durationMs: number): Fault[] =>
  (Object.keys(KINDS) as FaultKind[])
    .flatMap((kind, index) => planKind(kind, randomFrom(seed * 1_000 + index), durationMs))
    .sort((one, other) => one.atMs - other.atMs);

const planKind = (kind: FaultKind, random: Random, durationMs: number): Fault[] => {
  const { everyMs, lastsMs } = KINDS[kind];
  const faults: Fault[] = [];
  for (
    let atMs = exponentialGapMs(random, everyMs);
    atMs < durationMs;
    atMs += exponentialGapMs(random, everyMs)
  ) {
    const [shortest, longest] = lastsMs;
    const wanted = shortest + random() * (longest - shortest);
    faults.push({
      kind,
      atMs: Math.round(atMs),
      lastsMs: Math.round(Math.min(wanted, durationMs - atMs)),
      chance: random(),
    });
  }
  return faults;
};
