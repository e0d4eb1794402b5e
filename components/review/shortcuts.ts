import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Review } from './use-review';

type Shortcut = 'next' | 'previous' | 'approve' | 'reject' | 'help';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

const STORAGE_KEY = 'portaria.shortcuts';
const OFF = 'off';
const WIDE_SCREEN = '(min-width: 64rem)';

const SHORTCUTS: Partial<Record<string, Shortcut>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  a: 'approve',
  r: 'reject',
  '?': 'help',
};

/** Lets single keys act on the inbox. Only a card that can be seen can be decided by a key. */
export const useReviewShortcuts = (review: Review, showHelp: () => void): void => {
  const { move, decide, setRejecting, openItem, rejecting, selection } = review;
  const pending = openItem.data?.kind === 'pending' ? openItem.data.item : undefined;
  const isVisible = () => selection.isInAddress || window.matchMedia(WIDE_SCREEN).matches;

  useKeys((shortcut) => {
    switch (shortcut) {
      case 'next':
        return move(1);
      case 'previous':
        return move(-1);
      case 'help':
        return showHelp();
      case 'approve':
        return pending && !rejecting && isVisible() && decide({ item: pending, verdict: 'approve' });
      case 'reject':
        return pending && isVisible() && setRejecting(true);
    }
  });
};

/** What a key means. A key held down moves on, but never decides again: each decision is a press of its own. */
export const shortcutOf = ({ key, ctrlKey, metaKey, altKey, repeat }: Key): Shortcut | undefined => {
  if (ctrlKey || metaKey || altKey) return undefined;
  const shortcut = SHORTCUTS[key.length === 1 ? key.toLowerCase() : key];
  const moves = shortcut === 'next' || shortcut === 'previous';
  return repeat && !moves ? undefined : shortcut;
};

/** Whether single keys act; they do until somebody turns them off in this browser. */
export const useShortcutsEnabled = (): boolean =>
  useSyncExternalStore(subscribe, shortcutsEnabled, () => true);

const shortcutsEnabled = (): boolean => {
  enabled ??= read() !== OFF;
  return enabled;
};

/** Turns the single keys on or off in this browser. */
export const setShortcutsEnabled = (next: boolean): void => {
  enabled = next;
  write(next ? 'on' : OFF);
  for (const listener of listeners) listener();
};

/** Calls back for single keys pressed anywhere but in a field or a dialog. */
const useKeys = (act: (shortcut: Shortcut) => unknown): void => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = shortcutOf(event);
    if (!shortcut || event.defaultPrevented || isForControl(event) || !shortcutsEnabled()) return;
    event.preventDefault();
    act(shortcut);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};

const isForControl = ({ target, key }: KeyboardEvent): boolean => {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable], dialog[open]')) return true;
  // Inside a long card the arrows scroll it.
  return key.startsWith('Arrow') && target.closest('[data-scrolls]') !== null;
};

let enabled: boolean | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Answers false where the browser blocks storage; the choice then lasts as long as the page. */
const write = (choice: string): boolean => {
  try {
    window.localStorage.setItem(STORAGE_KEY, choice);
    return true;
  } catch {
    return false;
  }
};

const read = (): string | null => {
  try {
    return window.localStorage.getItem(STORAGE_KEY);
  } catch {
    // A browser that blocks storage has kept no choice.
    return null;
  }
};
