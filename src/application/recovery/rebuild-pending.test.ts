import { expect, it } from 'vitest';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { failAtOnce } from '@/tests/fakes/retry';
import { rebuildPending } from './rebuild-pending';

it('brings back to an emptied pending list what belongs there, and only that', async () => {
  const stores = inMemoryStores();
  const waiting = await stores.accept();
  const decided = await stores.accept();
  const unprocessable = await stores.accept();
  await stores.reject(decided);
  stores.inDeadLetters.push(unprocessable.id);
  const rebuild = (dryRun: boolean) =>
    rebuildPending(stores)({ dryRun, onProgress: () => {}, retry: failAtOnce });
  expect((await rebuild(true)).map(({ id }) => id)).toEqual([waiting.id]);
  expect(stores.pending.entries.size).toBe(0);
  await rebuild(false);
  expect([...stores.pending.entries.keys()]).toEqual([waiting.id]);
  expect(await rebuild(true)).toEqual([]);
});
