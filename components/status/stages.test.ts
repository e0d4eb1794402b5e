import { describe, expect, it } from 'vitest';
import type { ProgressReply } from '@/src/application/contracts/review';
import { isFinal, stagesOf } from './stages';

const at = '2026-03-01T14:02:00.000Z';
const reply = (
  status: ProgressReply['status'],
  names: ProgressReply['steps'][number]['name'][],
): ProgressReply => ({
  registrationId: 'id',
  status,
  steps: names.map((name) => ({ name, at })),
});

describe('stagesOf', () => {
  it('shows what is still to come', () => {
    expect(stagesOf(reply('submitted', ['submitted']))).toEqual([
      { name: 'submitted', at, state: 'current' },
      { name: 'queued', at: undefined, state: 'ahead' },
      { name: 'pending', at: undefined, state: 'ahead' },
      { name: 'decision', at: undefined, state: 'ahead' },
    ]);
  });

  it('moves on with every step', () => {
    const states = stagesOf(reply('pending', ['submitted', 'queued', 'pending'])).map(({ state }) => state);
    expect(states).toEqual(['done', 'done', 'current', 'ahead']);
  });

  it('ends with the outcome, even if a step on the way was never seen', () => {
    const stages = stagesOf(reply('rejected', ['submitted', 'rejected']));
    expect(stages.map(({ name }) => name)).toEqual(['submitted', 'queued', 'pending', 'rejected']);
    expect(stages.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'current']);
  });
});

it('is final once decided', () => {
  expect(isFinal(reply('pending', []))).toBe(false);
  expect(isFinal(reply('approved', []))).toBe(true);
});
