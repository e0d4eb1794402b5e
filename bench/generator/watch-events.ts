import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { PendingPage, ReviewEvent } from '@/src/application/contracts/review';
import { poll } from '@/tests/harness/eventually';
import type { GeneratorJob, Latency } from './job';
import { latencyOf, now } from './run-load';

type Watched = Latency & { missing: number };

/** Looks at the dashboard as its page does: by the event stream, and by a page of the list where the stream lags. */
export type Watch = {
  accepted: (registrationId: string, at: number) => void;
  /** Waits for those that are still missing, ten seconds at most, and ends the stream. */
  finish: () => Promise<Watched>;
};

const LAST_ONE_WITHIN_MS = 10_000;

export const watchEvents = async ({ origin, cookie }: NonNullable<GeneratorJob['watch']>): Promise<Watch> => {
  const headers = { cookie };
  const ended = new AbortController();
  const accepted = new Map<string, number>();
  const seen = new Map<string, number>();
  const see = (id: string): void => void (seen.has(id) || seen.set(id, now()));

  const lookAtList = async (): Promise<void> => {
    const response = await fetch(`${origin}/api/review/registrations?order=newest&limit=200`, { headers });
    const { items } = (await response.json()) as PendingPage;
    for (const { registrationId } of items) see(registrationId);
  };
  const take = async (event: ReviewEvent): Promise<void> => {
    if (event.type === 'admitted') see(event.registrationId);
    else if (event.type === 'lagging') await lookAtList();
  };
  const stream = await fetch(`${origin}/api/review/events`, { headers, signal: ended.signal });
  if (!stream.ok || !stream.body) throw new Error(`the event stream answered ${stream.status}`);
  void readEvents(stream.body, take).catch(() => undefined);

  return {
    accepted: (id, at) => accepted.set(id, at),
    finish: async () => {
      const allSeen = (): boolean => [...accepted.keys()].every((id) => seen.has(id));
      await poll(allSeen, { deadlineMs: LAST_ONE_WITHIN_MS });
      ended.abort();
      return summaryOf(accepted, seen);
    },
  };
};

const readEvents = async (
  body: ReadableStream<Uint8Array>,
  take: (event: ReviewEvent) => Promise<void>,
): Promise<void> => {
  const texts = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>);
  for await (const { data } of texts.pipeThrough(new EventSourceParserStream()) as unknown as AsyncIterable<{
    data: string;
  }>) {
    void take(JSON.parse(data) as ReviewEvent).catch(() => undefined);
  }
};

/** Whoever the dashboard showed before the visitor had the answer took no time at all. */
const summaryOf = (accepted: Map<string, number>, seen: Map<string, number>): Watched => {
  const afterMs: number[] = [];
  for (const [id, at] of accepted) {
    const seenAt = seen.get(id);
    if (seenAt !== undefined) afterMs.push(Math.max(0, seenAt - at));
  }
  return { ...latencyOf(afterMs), missing: accepted.size - afterMs.length };
};
