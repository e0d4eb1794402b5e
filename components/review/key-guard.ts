export type Shortcut = 'next' | 'previous' | 'approve' | 'reject' | 'help';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>;

/** `atMs`: when it was pressed, by `performance.now`; `inField`: whether it goes into a text field or a dialog. */
type Press = Key & { isComposing: boolean; inField: boolean; atMs: number };

/** When the reviewer last typed, by the same clock; undefined since they left what they typed into on purpose. */
export type TypedAtMs = number | undefined;

/** So long after the last letter, the next key is meant as a command again, even if the field went away meanwhile. */
export const TYPING_PAUSE_MS = 1_000;

const SHORTCUTS: Partial<Record<string, Shortcut>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  a: 'approve',
  r: 'reject',
  '?': 'help',
};

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn']);

/** Keys that are half of a letter: a dead key waits for its vowel, and an input method for the rest of the word. */
const HALF_LETTERS = new Set(['Dead', 'Process', 'Compose', 'Unidentified']);

/**
 * Reads one key press after the others. What begins as typing stays typing until there is a pause or the field is left on
 * purpose: the letters that follow never become commands because their field has gone away.
 * @returns what the press means, if anything, and when the reviewer last typed.
 */
export const readPress = (
  typedAtMs: TypedAtMs,
  press: Press,
): { typedAtMs: TypedAtMs; shortcut?: Shortcut } => {
  const { key, atMs } = press;
  if (MODIFIERS.has(key)) return { typedAtMs };
  if (press.inField) return { typedAtMs: leavesField(press) ? undefined : atMs };
  const isTyping = typedAtMs !== undefined && atMs - typedAtMs < TYPING_PAUSE_MS;
  if (isTyping || press.isComposing || HALF_LETTERS.has(key)) return { typedAtMs: atMs };
  return { typedAtMs, shortcut: shortcutOf(press) };
};

/** What a key means. A key held down moves on, but never decides again: each decision is a press of its own. */
const shortcutOf = ({ key, ctrlKey, metaKey, altKey, shiftKey, repeat }: Key): Shortcut | undefined => {
  if (ctrlKey || metaKey || altKey) return undefined;
  const isLetter = /^\p{L}$/u.test(key);
  if (isLetter && shiftKey) return undefined;
  const shortcut = SHORTCUTS[isLetter ? key.toLowerCase() : key];
  const moves = shortcut === 'next' || shortcut === 'previous';
  return repeat && !moves ? undefined : shortcut;
};

const leavesField = ({ key, ctrlKey, metaKey }: Key): boolean =>
  key === 'Escape' || key === 'Tab' || (key === 'Enter' && (ctrlKey || metaKey));
