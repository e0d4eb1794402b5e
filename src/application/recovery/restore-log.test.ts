import { expect, it } from 'vitest';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { compareSearch } from './rebuild-search';
import { restoreLog } from './restore-log';

it('writes what only the record knows back into the log, as it was accepted, and nothing twice', async () => {
  const stores = inMemoryStores();
  const kept = await stores.accept();
  const lost = await stores.accept();
  const decided = await stores.accept();
  await stores.reject(decided);
  const before = stores.archive.submissions.splice(1);
  const nameless = aPending();
  await stores.records.saveDecided([aDecision(nameless, { outcome: 'rejected' })]);
  const submissionLog = {
    publish: async (one: (typeof before)[0]) => void stores.archive.submissions.push(one),
  };
  const restore = restoreLog({ ...stores, submissionLog });

  const expected = { restored: [lost.id, decided.id], lost: [nameless.id] };
  expect(await restore({ dryRun: true })).toEqual(expected);
  expect(stores.archive.submissions.map(({ id }) => id)).toEqual([kept.id]);
  expect(await restore({ dryRun: false })).toEqual(expected);
  expect(stores.archive.submissions.slice(1)).toEqual(
    before.map((one) =>
      expect.objectContaining({
        id: one.id,
        applicant: one.applicant,
        submittedAt: one.submittedAt,
        status: 'submitted',
      }),
    ),
  );
  expect(await restore({ dryRun: false })).toEqual({ restored: [], lost: [nameless.id] });
});

it('leaves out of a comparison what changed a moment ago', async () => {
  const stores = inMemoryStores();
  const missing = await stores.accept();
  const young = await stores.accept(stores.now());
  stores.records.known.clear();
  const compare = compareSearch({ ...stores, current: stores.records });
  expect((await compare(() => {})).missing).toEqual([missing.id, young.id]);
  const aMinuteAgo = new Date(stores.now().getTime() - 60_000);
  expect((await compare(() => {}, aMinuteAgo)).missing).toEqual([missing.id]);
});
