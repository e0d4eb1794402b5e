import { describe, expect, it } from 'vitest';
import { readPress, TYPING_PAUSE_MS, type TypedAtMs } from './key-guard';

type Press = Parameters<typeof readPress>[1];

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  inField: false,
  atMs: 0,
  ...more,
});

const meaningOf = (key: string, more: Partial<Press> = {}) => readPress(undefined, press(key, more)).shortcut;

/** What each of some presses means, one after the other. */
const meaningsOf = (presses: Press[]) => {
  let typedAtMs: TypedAtMs;
  return presses.map((each) => {
    const read = readPress(typedAtMs, each);
    typedAtMs = read.typedAtMs;
    return read.shortcut;
  });
};

describe('one press', () => {
  it('means its command, whatever Caps Lock says', () => {
    expect(meaningOf('j')).toBe('next');
    expect(meaningOf('ArrowUp')).toBe('previous');
    expect(meaningOf('A')).toBe('approve');
    expect(meaningOf('?', { shiftKey: true })).toBe('help');
    expect(meaningOf('x')).toBeUndefined();
  });

  it('leaves the browser its own shortcuts, and capital letters to whoever types', () => {
    expect(meaningOf('r', { ctrlKey: true })).toBeUndefined();
    expect(meaningOf('a', { metaKey: true })).toBeUndefined();
    expect(meaningOf('a', { altKey: true })).toBeUndefined();
    expect(meaningOf('A', { shiftKey: true })).toBeUndefined();
  });

  it('does not decide again while it is held down', () => {
    expect(meaningOf('a', { repeat: true })).toBeUndefined();
    expect(meaningOf('r', { repeat: true })).toBeUndefined();
    expect(meaningOf('j', { repeat: true })).toBe('next');
  });

  it('is no command inside a word that is being composed', () => {
    expect(meaningOf('a', { isComposing: true })).toBeUndefined();
    expect(meaningsOf([press('Dead'), press('a', { atMs: 100 })])).toEqual([undefined, undefined]);
    expect(meaningsOf([press('Process'), press('a', { atMs: 100 })])).toEqual([undefined, undefined]);
  });
});

describe('presses that began as typing', () => {
  const inField = (key: string, atMs: number, more: Partial<Press> = {}) =>
    press(key, { inField: true, atMs, ...more });

  it('stay typing when the field goes away', () => {
    const presses = [
      inField('F', 0),
      press('a', { atMs: 120 }),
      press('l', { atMs: 240 }),
      press('a', { atMs: 900 }),
    ];
    expect(meaningsOf(presses)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('stay typing while one is held down past the field', () => {
    expect(meaningsOf([inField('j', 0), press('j', { repeat: true, atMs: 30 })])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('are commands again after a pause', () => {
    expect(meaningsOf([inField('F', 0), press('a', { atMs: TYPING_PAUSE_MS })])).toEqual([
      undefined,
      'approve',
    ]);
  });

  it.each([
    ['Escape', {}],
    ['Tab', {}],
    ['Enter', { ctrlKey: true }],
  ])('are commands again once the field was left with %s', (key, more) => {
    const presses = [inField('F', 0), inField(key, 50, more), press('j', { atMs: 100 })];
    expect(meaningsOf(presses).at(-1)).toBe('next');
  });

  it('are not ended by a modifier', () => {
    const presses = [
      inField('F', 0),
      press('Shift', { atMs: 50, shiftKey: true }),
      press('a', { atMs: 100 }),
    ];
    expect(meaningsOf(presses).at(-1)).toBeUndefined();
  });
});
