import { useEffect, useEffectEvent, useState } from 'react';

/** `connecting` is only the first time; after a failure it is `retrying` until the stream opens again. */
export type StreamState = 'connecting' | 'live' | 'retrying';

type EventStream = {
  url: string;
  onState: (state: StreamState) => void;
  /** Gets the text of one message. */
  onMessage: (text: string) => void;
};

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/**
 * Listens to server-sent events and connects again by itself, with a growing and slightly random delay, so that many
 * pages do not come back in the same instant after a restart. (A browser's own retry gives up on an error status.)
 * @returns what ends it.
 */
const openEventStream = ({ url, onState, onMessage }: EventStream): (() => void) => {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const connect = () => {
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      onState('live');
    };
    source.onmessage = (message: MessageEvent<string>) => onMessage(message.data);
    source.onerror = () => {
      source?.close();
      onState('retrying');
      timer = setTimeout(connect, retryDelayMs(failures, Math.random()));
      failures += 1;
    };
  };

  onState('connecting');
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
};

/** How long to wait after so many failures in a row. @param random from 0 to 1, so that pages do not retry in step. */
export const retryDelayMs = (failures: number, random: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS) * (0.75 + random / 2);

type UseEventStream = { url: string | undefined; onMessage: (text: string) => void; onLive?: () => void };

/** Listens while there is a `url`; `onLive` is called each time the stream (re)opens, when events may have been missed. */
export const useEventStream = ({ url, onMessage, onLive }: UseEventStream): StreamState => {
  const [state, setState] = useState<StreamState>('connecting');
  const receive = useEffectEvent(onMessage);
  const change = useEffectEvent((next: StreamState) => {
    setState(next);
    if (next === 'live') onLive?.();
  });
  useEffect(() => {
    if (!url) return;
    return openEventStream({ url, onState: (next) => change(next), onMessage: (text) => receive(text) });
  }, [url]);
  return state;
};
