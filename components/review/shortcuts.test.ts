import { expect, it } from 'vitest';
import { shortcutOf } from './shortcuts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });

it('knows its keys, whatever Caps Lock says', () => {
  expect(press('j')).toBe('next');
  expect(press('ArrowUp')).toBe('previous');
  expect(press('A')).toBe('approve');
  expect(press('?')).toBe('help');
  expect(press('x')).toBeUndefined();
});

it('leaves the browser its own shortcuts', () => {
  expect(press('r', { ctrlKey: true })).toBeUndefined();
  expect(press('a', { metaKey: true })).toBeUndefined();
});

it('does not decide again while a key is held down', () => {
  expect(press('a', { repeat: true })).toBeUndefined();
  expect(press('r', { repeat: true })).toBeUndefined();
  expect(press('j', { repeat: true })).toBe('next');
});
