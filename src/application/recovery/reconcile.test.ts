import { expect, it } from 'vitest';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { aDecision } from '@/tests/fakes/samples';
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
  expect(await reconcile(stores)()).toEqual({ requeued: [], removed: 1, recorded: 0 });
  expect(stores.pending.entries.size).toBe(0);
});

it('tells the record of a decision that it missed, once that is old enough', async () => {
  const stores = inMemoryStores();
  const unheard = await stores.accept();
  const young = await stores.accept();
  const decidedAt = (minutesAgo: number) => new Date(stores.now().getTime() - minutesAgo * 60_000);
  await stores.decisions.record({ ...aDecision(unheard), decidedAt: decidedAt(5.5) }, unheard);
  await stores.decisions.record({ ...aDecision(young), decidedAt: decidedAt(1) }, young);
  expect(await reconcile(stores)()).toEqual({ requeued: [], removed: 0, recorded: 1 });
  const states = await stores.records.statesOf([unheard.id, young.id]);
  expect([...states.values()].map(({ status }) => status)).toEqual(['approved', 'submitted']);
});
