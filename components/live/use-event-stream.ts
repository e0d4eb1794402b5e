import { useEffect, useEffectEvent, useState } from 'react';
import { openEventStream, type EventStream, type StreamState } from './event-stream';
import { joinSharedStream } from './shared-stream';

/** A tab that was hidden for a moment, as by a glance at another one, keeps its place. */
const GRACE_MS = 5_000;

type UseEventStream = {
  url: string | undefined;
  onMessage: (text: string) => void;
  onLive?: () => void;
  onEnded?: () => void;
};

/**
 * Listens while there is a `url` and somebody looks at the page; `onLive` is called each time the stream (re)opens, when
 * events may have been missed, and `onEnded` when the server says that the session is over.
 */
export const useEventStream = ({ url, onMessage, onLive, onEnded }: UseEventStream): StreamState => {
  const [state, setState] = useState<StreamState>('connecting');
  const receive = useEffectEvent(onMessage);
  const change = useEffectEvent((next: StreamState) => {
    setState(next);
    if (next === 'live') onLive?.();
    if (next === 'ended') onEnded?.();
  });
  useEffect(() => {
    if (!url) return;
    return whileVisible({ url, onState: (next) => change(next), onMessage: (text) => receive(text) });
  }, [url]);
  return state;
};

/** Joins the stream while the page is visible, and leaves it when it has been hidden for a while. */
const whileVisible = (stream: EventStream): (() => void) => {
  let leave: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepPlace = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const join = () => {
    keepPlace();
    leave ??= joinSharedStream(stream, {
      open: openEventStream,
      channel: (name) => new BroadcastChannel(name),
      locks: navigator.locks as LockManager | undefined,
    });
  };
  const part = () => {
    keepPlace();
    leave?.();
    leave = undefined;
  };
  const hide = () => {
    part();
    stream.onState('paused');
  };
  const follow = () => {
    if (document.visibilityState === 'visible') join();
    else timer ??= setTimeout(hide, GRACE_MS);
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    part();
  };
};
