import { useEffect, useRef, useState } from 'react';

/** So long must something have been on screen before a key or a click may act on it. */
export const SEEN_MS = 400;

/** A timer may be this early by the clock that events carry; what looks ready must be. */
const TIMER_PRECISION_MS = 5;

/** What is on screen, and since when, by `performance.now`. */
type Seen = { subject: string; sinceMs: number };

/** Whether something had been on screen long enough at a moment. A press from before it was painted is never in time. */
export const wasSeen = (seen: Seen | undefined, subject: string | undefined, atMs: number): boolean =>
  seen !== undefined && seen.subject === subject && atMs - seen.sinceMs >= SEEN_MS;

/**
 * Guards against presses that were meant for what stood here before: the second of two quick ones, or the rest of a
 * double click. `subject` tells apart what is shown, its content included; undefined while nothing is.
 * @returns `isSeen` asks of an event whether it came late enough; `isSettled` is so from the same moment on.
 */
export const useSeen = (subject: string | undefined) => {
  const seen = useRef<Seen>(undefined);
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    if (subject === undefined) return;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reset = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      seen.current = undefined;
    };
    const painted = () => {
      seen.current = { subject, sinceMs: performance.now() };
      timer = setTimeout(() => setSettled(subject), SEEN_MS + TIMER_PRECISION_MS);
    };
    // The first frame is drawn with it; in the second it is on screen. Neither comes while the page is hidden.
    const begin = () => {
      reset();
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(painted)));
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      document.removeEventListener('visibilitychange', begin);
      reset();
      setSettled(undefined);
    };
  }, [subject]);
  return {
    isSeen: ({ timeStamp }: { timeStamp: number }): boolean => wasSeen(seen.current, subject, timeStamp),
    isSettled: subject !== undefined && settled === subject,
  };
};
