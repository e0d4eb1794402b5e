import { describe, expect, it, vi } from 'vitest';
import { ContentRefused } from '@/src/application/ports/content-refused';
import { createLogger } from '../logging/logger';
import { retryWithBackOff, waitMsAfter } from './retry';
import { SERVER_OF, StoreHealth } from './store-health';

const logger = createLogger({ service: 'tests', level: 'fatal' as never });

describe('retryWithBackOff', () => {
  it('repeats the work until it succeeds, and reports the problem only meanwhile', async () => {
    const stores = new StoreHealth(SERVER_OF);
    const health = stores.of('routing');
    const seen: string[][] = [];
    let failures = 2;
    const work = async () => {
      seen.push(stores.problems.map(({ store }) => store));
      if (failures-- > 0) throw new Error('not now');
      return 'done';
    };
    const retry = retryWithBackOff({ health, logger, keepAlive: async () => {} });
    expect(await retry('pending', work)).toBe('done');
    expect(seen).toEqual([[], ['redis'], ['redis']]);
    expect(stores.problems).toEqual([]);
  });

  it('gives up when there is no point in waiting', async () => {
    const keepAlive = vi.fn(async () => {
      if (keepAlive.mock.calls.length === 2) throw new Error('told to stop');
    });
    const retry = retryWithBackOff({ health: new StoreHealth(SERVER_OF).of('routing'), logger, keepAlive });
    await expect(retry('pending', () => Promise.reject(new Error('not now')))).rejects.toThrow(
      'told to stop',
    );
  });

  it('gives up work that hangs when there is no point in going on', async () => {
    const retry = retryWithBackOff({
      health: new StoreHealth(SERVER_OF).of('routing'),
      logger,
      keepAlive: () => Promise.reject(new Error('told to stop')),
    });
    await expect(retry('pending', () => new Promise(() => undefined))).rejects.toThrow('told to stop');
  });

  it('does not repeat what a store refuses for its content, and calls no store away for it', async () => {
    const stores = new StoreHealth(SERVER_OF);
    const retry = retryWithBackOff({ health: stores.of('routing'), logger, keepAlive: async () => {} });
    const refused = Object.assign(new Error('invalid byte sequence'), { code: '22021' });
    await expect(retry('decisions', () => Promise.reject(refused))).rejects.toThrow(ContentRefused);
    expect(stores.problems).toEqual([]);
  });

  it('waits longer each time, up to five seconds, and never exactly as long as the others', () => {
    expect([0, 1, 2, 6, 20].map((failures) => waitMsAfter(failures, 1))).toEqual([
      100, 200, 400, 5_000, 5_000,
    ]);
    expect(waitMsAfter(3, 0)).toBe(400);
  });
});
