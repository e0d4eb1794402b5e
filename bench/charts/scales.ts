/** Where a value stands between `from` and `to` (pixels), and the values that deserve a mark on the axis. */
export type Scale = { at: (value: number) => number; ticks: number[] };

type Range = { from: number; to: number };

/** From 0 to the first round number that no value exceeds. */
export const linearScale = (values: readonly number[], { from, to }: Range): Scale => {
  const highest = Math.max(...values, Number.MIN_VALUE);
  const step = roundStep(highest / 4);
  const count = Math.ceil(highest / step - 1e-9);
  const end = step * count;
  return {
    at: (value) => from + (value / end) * (to - from),
    ticks: Array.from({ length: count + 1 }, (_, index) => toRound(step * index)),
  };
};

/** Powers of ten around all values, which are above 0. */
export const logScale = (values: readonly number[], { from, to }: Range): Scale => {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return {
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, index) => toRound(10 ** (low + index))),
  };
};

/** The smallest of 1, 2 and 5 times a power of ten that is at least so much. */
export const roundStep = (atLeast: number): number => {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= atLeast * (1 - 1e-9)) ?? 10;
  return factor * power;
};

const toRound = (value: number): number => Number(value.toPrecision(6));
