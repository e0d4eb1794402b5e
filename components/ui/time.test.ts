import { expect, it } from 'vitest';
import { isSameDay } from './time';

it('tells days apart in the viewer’s zone, not in UTC', () => {
  const one = new Date('2026-03-01T01:00:00Z');
  const other = new Date('2026-03-01T04:00:00Z');
  expect(isSameDay({ one, other, timeZone: 'UTC' })).toBe(true);
  expect(isSameDay({ one, other, timeZone: 'America/Sao_Paulo' })).toBe(false);
});
