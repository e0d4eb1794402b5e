import { describe, expect, it } from 'vitest';
import type { EventStream, StreamState } from './event-stream';
import { joinSharedStream } from './shared-stream';

type Listening = { onmessage: ((event: MessageEvent) => unknown) | null };

/** One browser: its tabs share a lock, which goes to whoever has waited longest, and a channel. */
const browser = () => {
  const opened: EventStream[] = [];
  const ended: EventStream[] = [];
  const channels = new Set<Listening>();
  const waiting: { signal: AbortSignal; lead: () => Promise<void> }[] = [];
  let held = false;
  const grant = async (): Promise<void> => {
    const next = held ? undefined : waiting.shift();
    if (!next) return;
    held = true;
    await next.lead();
    held = false;
    void grant();
  };
  const request = (_name: string, { signal }: { signal: AbortSignal }, lead: () => Promise<void>) => {
    waiting.push({ signal, lead });
    signal.addEventListener('abort', () => {
      const index = waiting.findIndex((entry) => entry.signal === signal);
      if (index >= 0) waiting.splice(index, 1);
    });
    return grant();
  };
  const channel = () => {
    const own: Listening & { postMessage: (data: unknown) => void; close: () => void } = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of channels) if (other !== own) other.onmessage?.({ data } as MessageEvent);
      },
      close: () => void channels.delete(own),
    };
    channels.add(own);
    return own as unknown as BroadcastChannel;
  };
  const open = (stream: EventStream) => {
    opened.push(stream);
    return () => void ended.push(stream);
  };
  const locks = { request } as unknown as LockManager;
  return { opened, ended, open, channel, locks };
};

const tab = (shared: ReturnType<typeof browser>, hasLocks = true) => {
  const states: StreamState[] = [];
  const messages: string[] = [];
  const leave = joinSharedStream(
    { url: '/events', onState: (state) => states.push(state), onMessage: (text) => messages.push(text) },
    { ...shared, locks: hasLocks ? shared.locks : undefined },
  );
  return { states, messages, leave };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a shared stream', () => {
  it('is opened once, and tells every tab', () => {
    const shared = browser();
    const tabs = [tab(shared), tab(shared), tab(shared)];
    expect(shared.opened).toHaveLength(1);
    shared.opened[0]?.onState('live');
    shared.opened[0]?.onMessage('hello');
    for (const { states, messages } of tabs) {
      expect(states.at(-1)).toBe('live');
      expect(messages).toEqual(['hello']);
    }
  });

  it('tells a tab that comes later how things stand', () => {
    const shared = browser();
    tab(shared);
    shared.opened[0]?.onState('retrying');
    expect(tab(shared).states).toEqual(['connecting', 'retrying']);
  });

  it('goes to the next tab when the one that leads leaves, and ends with the last', async () => {
    const shared = browser();
    const [first, second] = [tab(shared), tab(shared)];
    first.leave();
    await settled();
    expect(shared.ended).toHaveLength(1);
    expect(shared.opened).toHaveLength(2);
    shared.opened[1]?.onMessage('again');
    expect(second.messages).toEqual(['again']);
    expect(first.messages).toEqual([]);
    second.leave();
    await settled();
    expect(shared.ended).toHaveLength(2);
  });

  it('is not opened by a tab that left while it waited', async () => {
    const shared = browser();
    const [first, second] = [tab(shared), tab(shared)];
    second.leave();
    first.leave();
    await settled();
    expect(shared.opened).toHaveLength(1);
  });

  it('is a stream of its own where the browser has no locks', () => {
    const shared = browser();
    tab(shared, false);
    tab(shared, false);
    expect(shared.opened).toHaveLength(2);
  });
});
