import { expect, it } from 'vitest';
import { InMemoryDecisions } from '@/tests/fakes/in-memory-decisions';
import { InMemoryPendingRegistrations } from '@/tests/fakes/in-memory-pending-registrations';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { listPending } from './list-pending';
import { lookUpPending } from './look-up-pending';

it('hides and removes an entry whose decision is stored, because its process died before the removal', async () => {
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
  expect([...pending.entries.keys()]).toEqual([waiting.id]);
  expect(await lookUpPending({ pending, decisions })('no id')).toEqual({ kind: 'unknown' });
});
