import { expect, it } from 'vitest';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { mendPending } from './mend-pending';

it('queues again at once what lost its entry, however young, unless it is decided', async () => {
  const stores = inMemoryStores();
  const [lost, decided] = [await stores.accept(stores.now()), await stores.accept(stores.now())];
  await stores.reject(decided);
  stores.pending.misfits.push(
    { what: lost.id, kind: 'no entry' },
    { what: decided.id, kind: 'claims without entry' },
    { what: 'no id', kind: 'no entry' },
  );
  expect((await mendPending(stores)()).misfits).toHaveLength(3);
  expect(stores.queued.map(({ id }) => id)).toEqual([lost.id]);
});

it('ends a second entry for an address as a duplicate of the first', async () => {
  const stores = inMemoryStores();
  const [first, second] = [await stores.accept(), await stores.accept()];
  await stores.pending.admit([first, second]);
  stores.pending.misfits.push({ what: second.id, kind: 'twin', of: first.id });
  await mendPending(stores)();
  expect(stores.decisions.decisions.get(second.id)).toMatchObject({
    outcome: 'duplicate',
    duplicateOf: first.id,
  });
  expect([...stores.pending.entries.keys()]).toEqual([first.id]);
});

it('leaves a twin alone whose other half is decided, and will be off the list', async () => {
  const stores = inMemoryStores();
  const [first, second] = [await stores.accept(), await stores.accept()];
  await stores.pending.admit([first, second]);
  await stores.reject(first);
  stores.pending.misfits.push({ what: second.id, kind: 'twin', of: first.id });
  await mendPending(stores)();
  expect(stores.decisions.decisions.has(second.id)).toBe(false);
});
