import { describe, expect, it } from 'vitest';
import type { PendingItem, PendingPage } from '@/src/application/contracts/review';
import { moveBy, neighbourOf, visibleQueue } from './use-queue';

const at = '2026-03-01T14:02:00.000Z';
const item = (registrationId: string): PendingItem => ({
  registrationId,
  name: registrationId,
  email: `${registrationId}@example.org`,
  reason: 'To learn',
  submittedAt: at,
  pendingSince: at,
});
const page = (ids: string[], total: number): PendingPage => ({
  items: ids.map(item),
  nextCursor: null,
  total,
});
const idsOf = (items: PendingItem[]) => items.map(({ registrationId }) => registrationId);

describe('visibleQueue', () => {
  it('leaves out what is hidden and counts it out of the total', () => {
    const { items, total } = visibleQueue([page(['a', 'b', 'c'], 70)], new Set(['b']));
    expect(idsOf(items)).toEqual(['a', 'c']);
    expect(total).toBe(69);
  });

  it('does not count out what the server no longer lists', () => {
    expect(visibleQueue([page(['a'], 1)], new Set(['gone'])).total).toBe(1);
  });

  it('puts a row back in its place when its decision failed', () => {
    const pages = [page(['a', 'b', 'c'], 3)];
    visibleQueue(pages, new Set(['b']));
    expect(idsOf(visibleQueue(pages, new Set()).items)).toEqual(['a', 'b', 'c']);
  });

  it('shows a registration once where pages overlap', () => {
    const { items } = visibleQueue([page(['a', 'b'], 3), page(['b', 'c'], 3)], new Set());
    expect(idsOf(items)).toEqual(['a', 'b', 'c']);
  });

  it('is empty before the first page', () => {
    expect(visibleQueue([], new Set())).toEqual({ items: [], total: 0 });
  });
});

describe('neighbourOf', () => {
  const items = ['a', 'b', 'c'].map(item);
  it('goes to the next one, and from the last one back', () => {
    expect(neighbourOf(items, 'a')).toBe('b');
    expect(neighbourOf(items, 'c')).toBe('b');
    expect(neighbourOf([item('a')], 'a')).toBeUndefined();
    expect(neighbourOf(items, 'elsewhere')).toBe('a');
  });

  it('goes on from its place where it has left the list before', () => {
    expect(neighbourOf(items, 'gone', 1)).toBe('b');
    expect(neighbourOf(items, 'gone', 3)).toBe('c');
  });
});

describe('moveBy', () => {
  const items = ['a', 'b'].map(item);
  it('moves within the list', () => {
    expect(moveBy(items, undefined, 1)).toBe('a');
    expect(moveBy(items, 'a', 1)).toBe('b');
    expect(moveBy(items, 'b', 1)).toBe('b');
    expect(moveBy(items, 'a', -1)).toBe('a');
    expect(moveBy([], 'a', 1)).toBeUndefined();
  });
});
