import { describe, expect, it } from 'vitest';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { progressOf } from './progress';

const pending = aPending();
const { id: registrationId, submittedAt, queuedAt } = pending;
const acceptedAt = submittedAt;
const names = (sightings: Omit<Parameters<typeof progressOf>[0], 'registrationId' | 'acceptedAt'>) => {
  const { status, steps } = progressOf({ registrationId, acceptedAt, ...sightings });
  return [status, ...steps.map(({ name }) => name)];
};

describe('the progress of a registration', () => {
  it('is known from the moment of acceptance, before any store has seen it', () => {
    expect(progressOf({ registrationId, acceptedAt })).toEqual({
      registrationId,
      status: 'submitted',
      steps: [{ name: 'submitted', at: acceptedAt }],
    });
  });

  it('passes the queue, then the pending list', () => {
    expect(names({ queued: { submittedAt, queuedAt } })).toEqual(['submitted', 'submitted', 'queued']);
    expect(names({ pending })).toEqual(['pending', 'submitted', 'queued', 'pending']);
  });

  it('ends with a decision, whatever the pending list still says', () => {
    expect(names({ pending, decision: aDecision(pending) })).toEqual([
      'approved',
      'submitted',
      'queued',
      'pending',
      'approved',
    ]);
  });

  it('tells the reason of a rejection', () => {
    const decision = aDecision(pending, { outcome: 'rejected', reason: 'Too young.' });
    expect(progressOf({ registrationId, acceptedAt, decision })).toMatchObject({
      status: 'rejected',
      reason: 'Too young.',
    });
  });

  it('does not tell that the address was known', () => {
    const decision = { ...aDecision(pending, { outcome: 'duplicate' }), duplicateOf: aPending().id };
    const duplicate = progressOf({ registrationId, acceptedAt, decision });
    const first = progressOf({ registrationId, acceptedAt, pending });
    expect(duplicate.status).toBe(first.status);
    expect(Object.keys(duplicate)).toEqual(Object.keys(first));
    expect(duplicate.steps.map(({ name }) => name)).toEqual(first.steps.map(({ name }) => name));
  });
});
