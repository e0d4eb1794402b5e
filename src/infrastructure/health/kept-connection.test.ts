import { expect, it } from 'vitest';
import { KeptConnection } from './kept-connection';

const counting = () => {
  const count = { opened: 0, closed: 0 };
  const kept = new KeptConnection({
    open: async () => ++count.opened,
    close: async () => ++count.closed,
    deadlineMs: 50,
  });
  return { count, kept };
};

it('is opened once, however often it is used', async () => {
  const { count, kept } = counting();
  await Promise.all([kept.use(async () => {}), kept.use(async () => {})]);
  await kept.use(async () => {});
  expect(count).toEqual({ opened: 1, closed: 0 });
  await kept.close();
  expect(count).toEqual({ opened: 1, closed: 1 });
});

it('is replaced after a failure or a silence', async () => {
  const { count, kept } = counting();
  await expect(kept.use(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  await expect(kept.use(() => new Promise(() => {}))).rejects.toThrow('no answer in 50 ms');
  await kept.use(async (connection) => expect(connection).toBe(3));
  expect(count).toEqual({ opened: 3, closed: 2 });
});
