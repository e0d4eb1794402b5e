import { expect, it, vi } from 'vitest';
import { InMemoryRegistrationRecords } from '@/tests/fakes/in-memory-registration-records';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { compareSearch, rebuildSearch } from './rebuild-search';

it('builds the record anew, with what happened while it was being built', async () => {
  const stores = inMemoryStores();
  const waiting = await stores.accept();
  const decided = await stores.accept();
  await stores.reject(decided);
  stores.records.known.delete(waiting.id);
  const target = new InMemoryRegistrationRecords();
  let late = waiting;
  const rebuild = {
    begin: async () => target,
    swap: async () => {
      late = await stores.accept();
      await stores.reject(late);
    },
    abandon: async () => expect.unreachable('nothing failed'),
  };
  const ports = { ...stores, current: stores.records, rebuild };
  const difference = { missing: [waiting.id], different: [], unknown: 0 };
  expect(await compareSearch(ports)(() => {})).toEqual(difference);
  expect(target.known.size).toBe(0);

  expect(await rebuildSearch(ports)(() => {})).toEqual(difference);
  const states = await target.statesOf([waiting.id, decided.id, late.id]);
  expect([...states.values()].map(({ status }) => status)).toEqual(['submitted', 'rejected', 'rejected']);
});

it('abandons the new record and leaves the old one in use where building it fails', async () => {
  const stores = inMemoryStores();
  await stores.accept();
  const target = new InMemoryRegistrationRecords();
  target.saveQueued = () => Promise.reject(new Error('the disk is full'));
  const abandon = vi.fn(async () => {});
  const rebuild = { begin: async () => target, swap: async () => expect.unreachable('it failed'), abandon };
  const run = rebuildSearch({ ...stores, current: stores.records, rebuild });
  await expect(run(() => {})).rejects.toThrow('the disk is full');
  expect(abandon).toHaveBeenCalledOnce();
});
