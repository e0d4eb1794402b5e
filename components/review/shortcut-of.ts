export type Shortcut = 'next' | 'previous' | 'approve' | 'reject' | 'help';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

const SHORTCUTS: Partial<Record<string, Shortcut>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  a: 'approve',
  r: 'reject',
  '?': 'help',
};

/** What a key means. A key held down moves on, but never decides again: each decision is a press of its own. */
export const shortcutOf = ({ key, ctrlKey, metaKey, altKey, repeat }: Key): Shortcut | undefined => {
  if (ctrlKey || metaKey || altKey) return undefined;
  const shortcut = SHORTCUTS[key.length === 1 ? key.toLowerCase() : key];
  const moves = shortcut === 'next' || shortcut === 'previous';
  return repeat && !moves ? undefined : shortcut;
};
