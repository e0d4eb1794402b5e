import { expect, it, vi } from 'vitest';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { InMemoryRegistrationRecords } from '@/tests/fakes/in-memory-registration-records';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { compareSearch, goBackToPrevious, rebuildSearch, RecordsWouldBeLost } from './rebuild-search';

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
  const difference = { missing: [waiting.id], different: [], unknown: 0, undecided: [] };
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

/** A rebuild into memory; `swapped` says whether the new record was taken. */
const rebuildInMemory = () => {
  const target = new InMemoryRegistrationRecords();
  const rebuild = {
    target,
    swapped: false,
    begin: async () => target,
    swap: async () => void (rebuild.swapped = true),
    abandon: async () => {},
  };
  return rebuild;
};

it('refuses a new record that knows fewer registrations than the old one, unless told so', async () => {
  const stores = inMemoryStores();
  await stores.accept();
  const lost = await stores.accept();
  stores.archive.submissions.pop();
  const rebuild = rebuildInMemory();
  const ports = { ...stores, current: stores.records, rebuild };
  expect((await compareSearch(ports)(() => {})).unknown).toBe(1);
  await expect(rebuildSearch(ports)(() => {})).rejects.toThrow(RecordsWouldBeLost);
  expect(rebuild.swapped).toBe(false);
  await rebuildSearch(ports)(() => {}, { acceptLoss: true });
  expect(rebuild.swapped).toBe(true);
  expect(rebuild.target.known.has(lost.id)).toBe(false);
});

it('refuses as many registrations that are others, and a new record that forgets decisions', async () => {
  const stores = inMemoryStores();
  await stores.accept();
  stores.records.known.clear();
  const onlyRecorded = await stores.accept();
  stores.archive.submissions.pop();
  const rebuild = rebuildInMemory();
  const ports = { ...stores, current: stores.records, rebuild };
  await expect(rebuildSearch(ports)(() => {})).rejects.toThrow(RecordsWouldBeLost);

  stores.archive.submissions.push({ ...onlyRecorded, status: 'submitted' });
  await stores.reject(onlyRecorded);
  stores.decisions.decisions.clear();
  await expect(rebuildSearch(ports)(() => {})).rejects.toThrow('0 registrations and 1 decisions');
  expect(rebuild.swapped).toBe(false);
});

it('does not take for lost what was accepted while it read', async () => {
  const stores = inMemoryStores();
  await stores.accept();
  const rebuild = rebuildInMemory();
  const { decisions } = stores;
  let late: Awaited<ReturnType<typeof stores.accept>> | undefined;
  const findAll = async (ids: Parameters<typeof decisions.findAll>[0]) => {
    late ??= await stores.accept();
    return decisions.findAll(ids);
  };
  const ports = { ...stores, decisions: { findAll }, current: stores.records, rebuild };
  expect(await rebuildSearch(ports)(() => {})).toMatchObject({ unknown: 0 });
  expect(rebuild.target.known.has(late!.id)).toBe(true);
});

it('builds the same documents, with the times of each, though the record is gone; what never was routed stays out', async () => {
  const stores = inMemoryStores();
  const [waiting, decided, unrouted] = [await stores.accept(), await stores.accept(), await stores.accept()];
  await stores.admissions.keepFirst([waiting, decided]);
  await stores.reject(decided);
  const neverAdmitted = await stores.accept();
  await stores.reject(neverAdmitted);
  stores.records.known.delete(unrouted.id);
  const before = new Map(stores.records.known);
  stores.records.known.clear();
  const rebuild = rebuildInMemory();
  const list = async () => [{ registrationId: unrouted.id, stage: 'submissions' } as DeadLetter];
  await rebuildSearch({ ...stores, deadLetters: { list }, current: stores.records, rebuild })(() => {});
  expect(rebuild.target.known).toEqual(before);
});

it('goes back to the record that was kept, and completes it', async () => {
  const stores = inMemoryStores();
  const registration = await stores.accept();
  await stores.reject(registration);
  const kept = new InMemoryRegistrationRecords();
  const ports = { ...stores, current: kept, rebuild: { goBack: async () => true } };
  expect(await goBackToPrevious(ports)(() => {})).toMatchObject({ missing: [registration.id] });
  expect([...(await kept.statesOf([registration.id])).values()]).toMatchObject([{ status: 'rejected' }]);
  const without = { ...ports, rebuild: { goBack: async () => false } };
  expect(await goBackToPrevious(without)(() => {})).toBeUndefined();
});
