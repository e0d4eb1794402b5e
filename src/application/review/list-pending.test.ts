import { expect, it } from 'vitest';
import { InMemoryDecisions } from '@/tests/fakes/in-memory-decisions';
import { InMemoryPendingRegistrations } from '@/tests/fakes/in-memory-pending-registrations';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { listPending } from './list-pending';
import { lookUpPending } from './look-up-pending';

it('leaves out an entry whose decision is stored, and writes nothing', async () => {
  const pending = new InMemoryPendingRegistrations();
  const decisions = new InMemoryDecisions();
  const [waiting, decided] = [aPending(), aPending()];
  await pending.admit([waiting, decided]);
  const decision = aDecision(decided, { outcome: 'rejected' });
  await decisions.record(decision, decided);

  expect(await lookUpPending({ pending, decisions })(decided.id)).toEqual({ kind: 'decided', decision });
  const { items, total } = await listPending({ pending, decisions })({ order: 'oldest', limit: 50 });
  expect(items).toEqual([waiting]);
  expect(total).toBe(1);
  expect(pending.entries.size).toBe(2);
  expect(await lookUpPending({ pending, decisions })('no id')).toEqual({ kind: 'unknown' });
});

it('looks behind pages on which all are decided, so that whoever waits is seen', async () => {
  const pending = new InMemoryPendingRegistrations();
  const decisions = new InMemoryDecisions();
  const all = [1, 2, 3, 4, 5].map((second) => aPending({ at: new Date(`2026-03-01T12:00:0${second}Z`) }));
  await pending.admit(all);
  for (const one of all.slice(0, 4)) await decisions.record(aDecision(one, { outcome: 'rejected' }), one);
  const list = listPending({ pending, decisions });
  const { items, total } = await list({ order: 'oldest', limit: 2 });
  expect(items).toEqual([all[4]]);
  expect(total).toBe(1);
});
