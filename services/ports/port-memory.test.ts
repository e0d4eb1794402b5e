import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryHome } from '../test-support/temporary-home';
import { openPortMemory } from './port-memory';

let place: ReturnType<typeof temporaryHome>;
beforeEach(() => (place = temporaryHome()));
afterEach(() => place.remove());

/** Ports that come in this order; those in `taken` belong to somebody else. */
const ports = (order: number[], taken: number[] = []) => ({
  becomesFree: async (port: number) => !taken.includes(port),
  anyFreePort: async () => order.shift() ?? 0,
});

test('gives the same port to the same name at the next start', async () => {
  expect(await openPortMemory(place.home, ports([21_001])).take('kafka')).toBe(21_001);
  expect(await openPortMemory(place.home, ports([21_002])).take('kafka')).toBe(21_001);
});

test('gives a new port when somebody else has taken the remembered one', async () => {
  await openPortMemory(place.home, ports([21_001])).take('kafka');
  const memory = openPortMemory(place.home, ports([21_002], [21_001]));
  expect(await memory.take('kafka')).toBe(21_002);
});

test('never gives one port to two names', async () => {
  const memory = openPortMemory(place.home, ports([21_001, 21_001, 21_002]));
  expect([await memory.take('kafka'), await memory.take('redis')]).toEqual([21_001, 21_002]);
});
