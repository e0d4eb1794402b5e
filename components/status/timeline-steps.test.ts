import { describe, expect, it } from 'vitest';
import type { ProgressReply } from '@/src/application/contracts/review';
import { isFinal, timelineSteps, withWhatWasKnown } from './timeline-steps';

const at = '2026-03-01T14:02:00.000Z';
const reply = (
  status: ProgressReply['status'],
  names: ProgressReply['steps'][number]['name'][],
): ProgressReply => ({
  registrationId: 'id',
  status,
  steps: names.map((name) => ({ name, at })),
});

describe('timelineSteps', () => {
  it('shows what is still to come', () => {
    expect(timelineSteps(reply('submitted', ['submitted']))).toEqual([
      { name: 'submitted', at, state: 'current' },
      { name: 'queued', at: undefined, state: 'upcoming' },
      { name: 'pending', at: undefined, state: 'upcoming' },
      { name: 'decision', at: undefined, state: 'upcoming' },
    ]);
  });

  it('moves on with every step', () => {
    const states = timelineSteps(reply('pending', ['submitted', 'queued', 'pending'])).map(
      ({ state }) => state,
    );
    expect(states).toEqual(['done', 'done', 'current', 'upcoming']);
  });

  it('ends with the outcome, even if a step on the way was never seen', () => {
    const steps = timelineSteps(reply('rejected', ['submitted', 'rejected']));
    expect(steps.map(({ name }) => name)).toEqual(['submitted', 'queued', 'pending', 'rejected']);
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'current']);
  });
});

it('is final once decided', () => {
  expect(isFinal(reply('pending', []))).toBe(false);
  expect(isFinal(reply('approved', []))).toBe(true);
});

it('takes nothing back while a part of the system cannot be read', () => {
  const pending = reply('pending', ['submitted', 'queued', 'pending']);
  const dim = { ...reply('submitted', ['submitted']), incomplete: true as const };
  const shown = withWhatWasKnown(pending, dim);
  expect(shown).toEqual({ ...pending, incomplete: true });
  expect(withWhatWasKnown(shown, pending)).toEqual(pending);
  expect(withWhatWasKnown(dim, { ...pending, incomplete: true })).toEqual({ ...pending, incomplete: true });
});
