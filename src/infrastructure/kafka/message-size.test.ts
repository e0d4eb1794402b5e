import { expect, it } from 'vitest';
import { bytesOf, isTooLarge } from './message-size';

it('counts bytes, not characters, of all that a message carries', () => {
  const plain = bytesOf({ value: 'x' });
  expect(bytesOf({ value: '😀' })).toBe(plain + 3);
  expect(bytesOf({ key: 'kk', value: 'x' })).toBe(plain + 2);
  expect(bytesOf({ value: 'x', headers: { name: 'я'.repeat(100) } })).toBeGreaterThan(plain + 200);
  expect(bytesOf({ value: null })).toBe(plain - 1);
});

it('knows a refusal because of size wherever a client hides it', () => {
  expect(isTooLarge(Object.assign(new Error('x'), { type: 'MESSAGE_TOO_LARGE' }))).toBe(true);
  expect(isTooLarge(new Error('x', { cause: { type: 'RECORD_LIST_TOO_LARGE' } }))).toBe(true);
  expect(isTooLarge(Object.assign(new Error('x'), { type: 'NOT_LEADER_FOR_PARTITION' }))).toBe(false);
  expect(isTooLarge(undefined)).toBe(false);
});
