import { useEffect, useEffectEvent } from 'react';
import { shortcutsInUse } from './shortcuts-in-use';
import { shortcutOf, type Shortcut } from './shortcut-of';

/** Calls back for single keys pressed anywhere but in a field or a dialog. */
export const useShortcuts = (act: (shortcut: Shortcut) => unknown): void => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = shortcutOf(event);
    if (!shortcut || event.defaultPrevented || isElsewhere(event) || !shortcutsInUse()) return;
    event.preventDefault();
    act(shortcut);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};

const isElsewhere = ({ target, key }: KeyboardEvent): boolean => {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable], dialog[open]')) return true;
  // Inside a long card the arrows scroll it.
  return key.startsWith('Arrow') && target.closest('[data-scrolls]') !== null;
};
