import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { readLocal, writeLocal } from '../ui/local-storage';
import { readPress, type Shortcut, type TypedAtMs } from './key-guard';
import type { Review } from './use-review';

const STORAGE_KEY = 'portaria.shortcuts';
const OFF = 'off';

/** Lets single keys act on the inbox. Only a card that has been on screen for a while can be decided by a key. */
export const useReviewShortcuts = (review: Review, showHelp: () => void): void => {
  const { move, approve, setRejecting, openItem, rejecting, card } = review;
  const pending = openItem.data?.kind === 'pending' ? openItem.data.item : undefined;

  useKeys((shortcut, event) => {
    switch (shortcut) {
      case 'next':
        return move(1);
      case 'previous':
        return move(-1);
      case 'help':
        return showHelp();
      case 'approve':
        return pending && !rejecting && card.isSeen(event) && approve(pending);
      case 'reject':
        return pending && card.isSeen(event) && setRejecting(true);
    }
  });
};

/** Whether single keys act; they do until somebody turns them off in this browser. */
export const useShortcutsEnabled = (): boolean =>
  useSyncExternalStore(subscribe, shortcutsEnabled, () => true);

const shortcutsEnabled = (): boolean => {
  enabled ??= readLocal(STORAGE_KEY) !== OFF;
  return enabled;
};

/** Turns the single keys on or off in this browser. */
export const setShortcutsEnabled = (next: boolean): void => {
  enabled = next;
  writeLocal(STORAGE_KEY, next ? 'on' : OFF);
  for (const listener of listeners) listener();
};

/** Calls back for single keys pressed anywhere but in a field or a dialog, and not as the rest of a word. */
const useKeys = (act: (shortcut: Shortcut, event: KeyboardEvent) => unknown): void => {
  const typedAtMs = useRef<TypedAtMs>(undefined);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const inField = isForField(event);
    const read = readPress(typedAtMs.current, pressOf(event, inField));
    typedAtMs.current = read.typedAtMs;
    const { shortcut } = read;
    if (!shortcut || event.defaultPrevented || isForScrolling(event) || !shortcutsEnabled()) return;
    event.preventDefault();
    act(shortcut, event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    // A click is a new beginning: whoever typed before has left the field on purpose.
    const begin = () => (typedAtMs.current = undefined);
    document.addEventListener('keydown', listen);
    document.addEventListener('pointerdown', begin);
    return () => {
      document.removeEventListener('keydown', listen);
      document.removeEventListener('pointerdown', begin);
    };
  }, []);
};

const pressOf = (event: KeyboardEvent, inField: boolean): Parameters<typeof readPress>[1] => {
  const { key, ctrlKey, metaKey, shiftKey, repeat, isComposing, timeStamp } = event;
  const altKey = event.altKey || event.getModifierState('AltGraph');
  return { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing, inField, atMs: timeStamp };
};

/** Whether the key goes into a field. While a dialog is open, all of them go there. */
const isForField = ({ target }: KeyboardEvent): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null);

/** Inside a long card the arrows scroll it. */
const isForScrolling = ({ target, key }: KeyboardEvent): boolean =>
  key.startsWith('Arrow') && target instanceof Element && target.closest('[data-scrolls]') !== null;

let enabled: boolean | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
