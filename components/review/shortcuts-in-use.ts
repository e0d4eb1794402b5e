import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'portaria.shortcuts';
const OFF = 'off';

/** Whether single keys act; they do until somebody turns them off in this browser. */
export const useShortcutsInUse = (): boolean => useSyncExternalStore(subscribe, shortcutsInUse, () => true);

export const shortcutsInUse = (): boolean => {
  inUse ??= read() !== OFF;
  return inUse;
};

export const setShortcutsInUse = (next: boolean): void => {
  inUse = next;
  write(next ? 'on' : OFF);
  for (const listener of listeners) listener();
};

let inUse: boolean | undefined;
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
