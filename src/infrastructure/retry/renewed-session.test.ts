import { setImmediate as settled } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createLogger } from '../logging/logger';
import { RenewedSession } from './renewed-session';
import { SERVER_OF, StoreHealth } from './store-health';

const logger = createLogger({ service: 'tests', level: 'fatal' as never });

const setUp = () => {
  const health = new StoreHealth(SERVER_OF);
  const opened: { works: () => void; end: (reason: unknown) => void; closed: boolean }[] = [];
  const sessions = new RenewedSession({
    port: 'outbox',
    health: health.of('outbox'),
    logger,
    open: (works) => {
      let end: (reason: unknown) => void = () => undefined;
      const ended = new Promise((resolve) => (end = resolve));
      const session = { works, end, closed: false };
      opened.push(session);
      return { ended, close: async () => void (session.closed = true) };
    },
  });
  return { health, opened, sessions };
};

/** The first wait is a tenth of a second. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 2_000, interval: 5 });

it('a start that meets an outage goes on, the health names the store, and the next session works', async () => {
  const { health, opened, sessions } = setUp();
  const started = sessions.start();
  expect(health.problems).toMatchObject([{ component: 'outbox', store: 'postgres' }]);
  opened[0]!.end(new Error('the database system is starting up'));
  await started;
  expect(health.problems).toMatchObject([{ detail: 'the database system is starting up' }]);
  await until(() => opened.length === 2);
  expect(opened[0]!.closed).toBe(true);
  opened[1]!.works();
  expect(health.problems).toEqual([]);
  await sessions.stop();
  expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
});

it('one that worked and ended is followed by another, and says nothing of the store any more', async () => {
  const { health, opened, sessions } = setUp();
  const started = sessions.start();
  opened[0]!.works();
  await started;
  opened[0]!.end(new Error('a worker of the outbox stopped'));
  await until(() => opened.length === 2);
  opened[0]!.works();
  expect(health.problems).toHaveLength(1);
  await sessions.stop();
});

it('told to stop before the store has answered: closes, and opens none any more', async () => {
  const { opened, sessions } = setUp();
  const started = sessions.start();
  await sessions.stop();
  await started;
  opened[0]!.end(new Error('too late'));
  await settled();
  expect(opened).toHaveLength(1);
  expect(opened[0]!.closed).toBe(true);
});
