import { expect, it } from 'vitest';
import { KINDS, planFaults } from './plan';

const MINUTE = 60_000;

it('is the same for the same seed, and another for another', () => {
  expect(planFaults(1, 10 * MINUTE)).toEqual(planFaults(1, 10 * MINUTE));
  expect(planFaults(1, 10 * MINUTE)).not.toEqual(planFaults(2, 10 * MINUTE));
});

it('begins like a shorter run with the same seed', () => {
  const short = planFaults(3, 2 * MINUTE).map(({ kind, atMs }) => [kind, atMs]);
  const long = planFaults(3, 10 * MINUTE).filter(({ atMs }) => atMs < 2 * MINUTE);
  expect(long.map(({ kind, atMs }) => [kind, atMs])).toEqual(short);
});

it('has every kind at about its rate, in order, and none that outlives the run', () => {
  const hour = planFaults(1, 60 * MINUTE);
  for (const [kind, { everyMs }] of Object.entries(KINDS)) {
    const expected = (60 * MINUTE) / everyMs;
    const count = hour.filter((fault) => fault.kind === kind).length;
    expect(Math.abs(count - expected), kind).toBeLessThan(5 * Math.sqrt(expected));
  }
  expect(hour).toEqual(hour.toSorted((one, other) => one.atMs - other.atMs));
  expect(Math.max(...hour.map(({ atMs, lastsMs }) => atMs + lastsMs))).toBeLessThanOrEqual(60 * MINUTE);
});
