import { useEffect, useEffectEvent, useState } from 'react';
import { openEventStream, type StreamState } from './open-event-stream';

type Listening = { url: string | undefined; onMessage: (text: string) => void; onLive?: () => void };

/** Listens while there is a `url`; `onLive` is called each time the stream (re)opens, when events may have been missed. */
export const useEventStream = ({ url, onMessage, onLive }: Listening): StreamState => {
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
