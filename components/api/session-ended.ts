import { useSyncExternalStore } from 'react';

/** Whether the server has said that the reviewer's session has ended; unknown counts as not. */
export const useSessionEnded = (): boolean => useSyncExternalStore(subscribe, sessionEnded, () => false);

const sessionEnded = (): boolean => ended;

/** Keeps what an answer of the review API says of the session: 401 ends it, and any other answer that was let in revives it. */
export const noteSession = (status: number): void => {
  const next = status === 401 || (ended && status >= 400);
  if (next === ended) return;
  ended = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

let ended = false;
const listeners = new Set<() => void>();
