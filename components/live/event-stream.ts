import { EventSourceParserStream } from 'eventsource-parser/stream';

/**
 * `connecting` is only the first time; after a failure it is `retrying` until the stream opens again. `ended`: the server
 * says that the session is over, and trying again is of no use. `paused`: nobody looks at the page.
 */
export type StreamState = 'connecting' | 'live' | 'retrying' | 'ended' | 'paused';

export type EventStream = {
  url: string;
  onState: (state: StreamState) => void;
  /** Gets the text of one message. */
  onMessage: (text: string) => void;
};

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/** The server sends something at least every 15 s; a connection that is silent for longer than two of these is dead. */
const LONGEST_SILENCE_MS = 35_000;

/**
 * Listens to server-sent events and connects again by itself, with a growing and slightly random delay, so that many
 * pages do not come back in the same instant after a restart. (An EventSource cannot tell an ended session from an
 * outage, nor notice a connection that died without a word.)
 * @returns what ends it.
 */
export const openEventStream = ({ url, onState, onMessage }: EventStream): (() => void) => {
  const stopped = new AbortController();
  const follow = async () => {
    let failures = 0;
    const opened = () => {
      failures = 0;
      onState('live');
    };
    while (!stopped.signal.aborted) {
      const ending = await readOnce({ url, opened, onMessage, signal: stopped.signal });
      if (stopped.signal.aborted) return;
      onState(ending);
      if (ending === 'ended') return;
      await pause(retryDelayMs(failures, Math.random()), stopped.signal);
      failures += 1;
    }
  };
  onState('connecting');
  void follow();
  return () => stopped.abort();
};

/** How long to wait after so many failures in a row. @param random from 0 to 1, so that pages do not retry in step. */
export const retryDelayMs = (failures: number, random: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS) * (0.75 + random / 2);

type Reading = Pick<EventStream, 'url' | 'onMessage'> & { opened: () => void; signal: AbortSignal };

/** Reads one connection to its end, and answers what state that leaves the stream in. */
const readOnce = async ({ url, opened, onMessage, signal }: Reading): Promise<'retrying' | 'ended'> => {
  const silence = new AbortController();
  const watch = watchdog(() => silence.abort());
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401) return 'ended';
    if (!response.ok || !response.body) return 'retrying';
    opened();
    const events = response.body
      .pipeThrough(heard(watch.restart))
      .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
      .pipeThrough(new EventSourceParserStream());
    const reader = events.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) onMessage(read.value.data);
    return 'retrying';
  } catch {
    // No answer, a connection that broke off, or one that was silent for too long.
    return 'retrying';
  } finally {
    watch.stop();
  }
};

/** Calls back for each piece that passes, heartbeats included. */
const heard = (callback: () => void) =>
  new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      callback();
      controller.enqueue(chunk);
    },
  });

const watchdog = (bark: () => void) => {
  let timer = setTimeout(bark, LONGEST_SILENCE_MS);
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(bark, LONGEST_SILENCE_MS);
    },
    stop: () => clearTimeout(timer),
  };
};

/** Waits so long, or until the signal. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
