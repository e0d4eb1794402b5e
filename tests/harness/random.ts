export type Random = () => number;

/** Numbers in [0, 1) that are the same for the same seed: Mulberry32, T. Ettinger, public domain. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const pick = <T>(random: Random, choices: readonly [T, ...T[]]): T =>
  choices[Math.floor(random() * choices.length)] ?? choices[0];

/** The time to the next of events that come independently of each other, `meanMs` apart on average. */
export const exponentialGapMs = (random: Random, meanMs: number): number => -Math.log(1 - random()) * meanMs;
