import type { EventStream, StreamState } from './event-stream';

/** What the tabs say to each other: the leader tells what it hears, and a tab that comes in asks how things stand. */
type Word = { kind: 'asks' } | { kind: 'state'; state: StreamState } | { kind: 'message'; text: string };

type Channel = Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>;

/** What a shared stream needs of the browser; `locks` is absent on pages that are served without TLS. */
export type Browser = {
  open: (stream: EventStream) => () => void;
  channel: (name: string) => Channel;
  locks: Pick<LockManager, 'request'> | undefined;
};

/**
 * One stream for all tabs of a browser that follow the same `url`: whoever holds the lock leads, which is to open the
 * stream and to tell the others what comes. Browsers open six connections to a host, so a stream for each tab would
 * block the seventh. The browser gives the lock to the next tab as soon as the leader is gone, however it went.
 * Without locks each tab has a stream of its own.
 * @returns what leaves; it ends the stream where this tab leads.
 */
export const joinSharedStream = (stream: EventStream, { open, channel, locks }: Browser): (() => void) => {
  if (!locks) return open(stream);
  const name = `portaria.live ${stream.url}`;
  const left = new AbortController();
  const others = channel(name);
  const tell = (word: Word) => others.postMessage(word);
  let isLeader = false;
  let state: StreamState = 'connecting';

  others.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === 'asks') return isLeader && tell({ kind: 'state', state });
    if (data.kind === 'state') return stream.onState(data.state);
    stream.onMessage(data.text);
  };
  const shared: EventStream = {
    url: stream.url,
    onState: (next) => {
      state = next;
      tell({ kind: 'state', state });
      stream.onState(state);
    },
    onMessage: (text) => {
      tell({ kind: 'message', text });
      stream.onMessage(text);
    },
  };
  const lead = async () => {
    if (left.signal.aborted) return;
    isLeader = true;
    const stop = open(shared);
    await aborted(left.signal);
    stop();
  };

  stream.onState(state);
  // Leaving while it waits for the lock rejects the request, which is what leaving means.
  locks.request(name, { signal: left.signal }, lead).catch(() => undefined);
  tell({ kind: 'asks' });
  return () => {
    left.abort();
    others.close();
  };
};

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
