import { expect, it, vi } from 'vitest';
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
  expect(await reconcile(stores)()).toMatchObject({ requeued: [], removed: 1, recorded: 0 });
  expect(stores.pending.entries.size).toBe(0);
});

it('tells the record of a decision that it missed, once that is old enough', async () => {
  const stores = inMemoryStores();
  const unheard = await stores.accept();
  const young = await stores.accept();
  const decidedAt = (minutesAgo: number) => new Date(stores.now().getTime() - minutesAgo * 60_000);
  await stores.decisions.record({ ...aDecision(unheard), decidedAt: decidedAt(5.5) }, unheard);
  await stores.decisions.record({ ...aDecision(young), decidedAt: decidedAt(1) }, young);
  expect(await reconcile(stores)()).toMatchObject({ requeued: [], removed: 0, recorded: 1 });
  const states = await stores.records.statesOf([unheard.id, young.id]);
  expect([...states.values()].map(({ status }) => status)).toEqual(['approved', 'submitted']);
});

it('queues again until it has found its place, and then looks no more at it', async () => {
  const stores = inMemoryStores();
  const lost = await stores.accept();
  const later = await stores.accept();
  await stores.pending.admit([later]);
  const asked = vi.spyOn(stores.pending, 'held');
  for (let times = 1; times < 4; times += 1) {
    await reconcile(stores)();
    expect(stores.queued).toHaveLength(times);
  }
  await stores.pending.admit([lost]);
  await reconcile(stores)();
  asked.mockClear();
  expect(await reconcile(stores)()).toEqual({ requeued: [], removed: 0, recorded: 0, whole: false });
  expect(asked.mock.calls.flat(2)).toEqual([]);
});

it('comes back to who was too young, though others were recorded later', async () => {
  const stores = inMemoryStores();
  await reconcile(stores)();
  const young = await stores.accept(new Date(stores.now().getTime() - 60_000));
  const behind = await stores.accept();
  const queuedAgain = async (now = stores.now) =>
    (await reconcile({ ...stores, now })()).requeued.map(({ id }) => id);
  expect(await queuedAgain()).toEqual([behind.id]);
  await stores.pending.admit([behind]);
  expect(await queuedAgain()).toEqual([]);
  expect(await queuedAgain(() => new Date(stores.now().getTime() + 5 * 60_000))).toEqual([young.id]);
});

it('brings a decision that was made since the last time to the list and to the record', async () => {
  const stores = inMemoryStores();
  const waiting = await stores.accept();
  await stores.pending.admit([waiting]);
  await reconcile(stores)();
  const decision = { ...aDecision(waiting), decidedAt: stores.now() };
  await stores.decisions.record(decision, waiting);
  expect(await reconcile(stores)()).toMatchObject({ removed: 0, recorded: 0 });
  const later = { ...stores, now: () => new Date(stores.now().getTime() + 5 * 60_000) };
  expect(await reconcile(later)()).toMatchObject({ removed: 1, recorded: 1, whole: false });
  expect(stores.pending.entries.size).toBe(0);
  expect((await stores.records.statesOf([waiting.id])).get(waiting.id)?.status).toBe('approved');
});

const SIX_HOURS_MS = 6 * 60 * 60_000;
const reasonsForAll: { what: string; change: (stores: Stores) => void; whole?: boolean; afterMs?: number }[] =
  [
    { what: 'it is asked to', change: () => {}, whole: true },
    { what: 'its progress was lost', change: ({ progress }) => (progress.reconciled = undefined) },
    { what: 'the record was built anew', change: ({ records }) => (records.name = 'another') },
    { what: 'it has not done so for six hours', change: () => {}, afterMs: SIX_HOURS_MS },
  ];

it.each(reasonsForAll)('looks at everything where $what', async ({ change, whole, afterMs = 0 }) => {
  const stores = inMemoryStores();
  const waiting = await stores.accept();
  await stores.pending.admit([waiting]);
  await reconcile(stores)();
  stores.pending.entries.clear();
  expect((await reconcile(stores)()).requeued).toEqual([]);
  change(stores);
  const now = () => new Date(stores.now().getTime() + afterMs);
  const { requeued } = await reconcile({ ...stores, now })({ whole });
  expect(requeued.map(({ id }) => id)).toEqual([waiting.id]);
});

type Stores = ReturnType<typeof inMemoryStores>;
