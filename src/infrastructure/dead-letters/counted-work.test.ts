import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { InMemoryDeliveryAttempts } from '@/tests/fakes/in-memory-delivery-attempts';
import { createLogger } from '../logging/logger';
import { retryWithBackOff, WorkGivenUp } from '../retry/retry';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { CountedWork } from './counted-work';

const logger = createLogger({ service: 'tests', level: 'fatal' as never });
const never = new Promise<never>(() => undefined);

const setUp = () => {
  const attempts = new InMemoryDeliveryAttempts();
  const counted = new CountedWork(attempts, logger);
  const failing = (times: number, ids: string[], error: Error) =>
    Promise.all(
      Array.from({ length: times }, () => counted.run(ids, () => Promise.reject(error)).catch(() => {})),
    );
  const retry = (keepAlive: () => Promise<void>) =>
    retryWithBackOff({ health: new StoreHealth(SERVER_OF).of('tests'), logger, keepAlive });
  return { attempts, counted, failing, retry };
};

describe('work that is counted', () => {
  it.each([
    ['given up', new WorkGivenUp('told to stop')],
    ['cut off from its store', new StoreUnavailable('away')],
  ])('is not, where it was %s, however often', async (_how, error) => {
    const { attempts, counted, failing } = setUp();
    await failing(20, ['a'], error);
    expect(await counted.handlingsOf(['a'])).toEqual([{ handling: 'in-batch', badEnds: 0 }]);
    expect(attempts.open.size).toBe(0);
  });

  it('isolates those that failed together, and condemns only what failed alone', async () => {
    const { counted, failing } = setUp();
    await failing(20, ['a', 'b'], new Error('a fault'));
    expect(await counted.handlingsOf(['a'])).toEqual([{ handling: 'alone', badEnds: 2 }]);
    await failing(3, ['a'], new Error('a fault'));
    const [a, b] = await counted.handlingsOf(['a', 'b']);
    expect([a?.handling, b?.handling]).toEqual(['dead-letter', 'alone']);
  });

  it('is forgotten once it is done', async () => {
    const { counted, failing } = setUp();
    await failing(4, ['a'], new Error('a fault'));
    await counted.run(['a'], async () => {});
    expect(await counted.handlingsOf(['a'])).toEqual([{ handling: 'in-batch', badEnds: 0 }]);
  });

  it('goes on where nothing can be counted', async () => {
    const away = () => Promise.reject(new StoreUnavailable('Redis is away'));
    const nobody = { badEnds: away, begin: away, takeBack: away, failed: away, settle: away };
    const counted = new CountedWork(nobody, logger);
    let done = false;
    await counted.run(['a'], async () => void (done = true));
    expect(done).toBe(true);
    expect(await counted.handlingsOf(['a'])).toEqual([{ handling: 'in-batch', badEnds: 0 }]);
  });

  // Whatever ends the process while it only waits, a power failure say, the message is not to blame.
  it('is open while our own code runs, and not while a store is waited for', async () => {
    const { attempts, counted } = setUp();
    const open: boolean[] = [];
    const note = () => void open.push(attempts.open.has('a'));
    await counted.run(['a'], async (attempt) => {
      const health = new StoreHealth(SERVER_OF).of('tests');
      const retry = retryWithBackOff({ health, logger, keepAlive: async () => {}, attempt });
      note();
      await retry('records', async () => {
        await sleep(400);
        note();
      });
      note();
    });
    expect(open).toEqual([true, false, true]);
    expect(attempts.open.size).toBe(0);
  });

  it('is taken back at a stop, though its store hangs', async () => {
    const { attempts, counted, retry } = setUp();
    const told = retry(() => Promise.reject(new Error('told to stop')));
    await expect(counted.run(['a'], () => told('records', () => never))).rejects.toThrow(WorkGivenUp);
    expect(attempts.open.size).toBe(0);
    expect(await attempts.badEnds(['a'])).toEqual([{ together: 0, alone: 0 }]);
  });
});
