import { useSyncExternalStore } from 'react';
import { EMPTY_DRAFT, newDraft, readDraft, writeDraft, type Draft } from './draft';

/** The draft of this tab. It is a store, because it outlives both the page and the form. */
export const useDraft = (): Draft => useSyncExternalStore(subscribe, currentDraft, () => EMPTY_DRAFT);

export const currentDraft = (): Draft => (draft ??= readDraft(tabStorage()));

export const saveDraft = (next: Draft): void => {
  draft = next;
  writeDraft(tabStorage(), next);
  for (const listener of listeners) listener();
};

export const beginAnew = (): void => saveDraft(newDraft());

let draft: Draft | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const tabStorage = (): Storage | undefined => {
  try {
    return window.sessionStorage;
  } catch {
    // Reading the property itself throws where a browser blocks storage; the draft then lives in memory only.
    return undefined;
  }
};
