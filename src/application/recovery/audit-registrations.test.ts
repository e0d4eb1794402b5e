import { beforeEach, expect, it } from 'vitest';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { auditRegistrations } from './audit-registrations';

let stores: ReturnType<typeof inMemoryStores>;
beforeEach(() => {
  stores = inMemoryStores();
});

it('counts each registration where it stands', async () => {
  const waiting = await stores.accept();
  const decided = await stores.accept();
  const unprocessable = await stores.accept();
  await stores.pending.admit([waiting]);
  await stores.reject(decided);
  stores.inDeadLetters.push(unprocessable.id);
  const { accepted, counts, unaccounted } = await auditRegistrations(stores)();
  expect(accepted).toBe(3);
  expect(counts).toEqual({ pending: 1, rejected: 1, 'dead letter': 1, approved: 0, duplicate: 0 });
  expect(unaccounted).toEqual([]);
});

it('counts once what was accepted twice', async () => {
  const waiting = await stores.accept();
  stores.archive.submissions.push(stores.archive.submissions[0]!);
  await stores.pending.admit([waiting]);
  expect(await auditRegistrations(stores)()).toMatchObject({ accepted: 1, unaccounted: [] });
});

it('counts nobody as pending for a place on the list without an entry, and names where its parts do not fit', async () => {
  const listed = await stores.accept();
  stores.pending.idPages = async function* () {
    yield [listed.id];
  };
  stores.pending.misfits.push({ what: listed.id, kind: 'no entry' });
  const { counts, unaccounted, misfits } = await auditRegistrations(stores)();
  expect(counts.pending).toBe(0);
  expect(unaccounted).toMatchObject([{ registrationId: listed.id, places: [] }]);
  expect(misfits).toEqual([{ what: listed.id, kind: 'no entry' }]);
});

it('names each that is nowhere, or in two places', async () => {
  const lost = await stores.accept();
  const unrouted = await stores.accept();
  const doubled = await stores.accept();
  stores.records.known.delete(unrouted.id);
  await stores.pending.admit([doubled]);
  await stores.reject(doubled);
  const { unaccounted } = await auditRegistrations(stores)();
  const { submittedAt } = lost;
  expect(unaccounted).toEqual([
    { registrationId: lost.id, submittedAt, places: [], recorded: true },
    { registrationId: unrouted.id, submittedAt, places: [], recorded: false },
    { registrationId: doubled.id, submittedAt, places: ['rejected', 'pending'], recorded: true },
  ]);
});
