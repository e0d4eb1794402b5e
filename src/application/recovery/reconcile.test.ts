import { expect, it } from 'vitest';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { reconcile } from './reconcile';

it('queues again what no place holds, once it is old enough', async () => {
  const stores = inMemoryStores();
  const lost = await stores.accept();
  const young = await stores.accept(new Date(stores.now().getTime() - 60_000));
  const waiting = await stores.accept();
  const decided = await stores.accept();
  const unprocessable = await stores.accept();
  await stores.pending.admit([waiting]);
  await stores.reject(decided);
  stores.inDeadLetters.push(unprocessable.id);
  await reconcile(stores)();
  expect(stores.queued.map(({ id }) => id)).toEqual([lost.id]);
  expect(stores.queued.map(({ id }) => id)).not.toContain(young.id);
});

it('takes off the list what is decided and was left on it', async () => {
  const stores = inMemoryStores();
  const doubled = await stores.accept();
  await stores.pending.admit([doubled]);
  await stores.reject(doubled);
  expect(await reconcile(stores)()).toEqual({ requeued: [], removed: 1 });
  expect(stores.pending.entries.size).toBe(0);
});
