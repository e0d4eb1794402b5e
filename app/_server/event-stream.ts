import 'server-only';
import { web } from './composition';

const HEARTBEAT_MS = 15_000;

/** What a stream may do: send one message, or end itself. */
export type EventSink = { send(message: object): void; end(): void };

/**
 * A stream of server-sent events (WHATWG HTML, section 9.2). `open` begins sending and answers how to stop; it is
 * stopped when the visitor leaves, when it ends itself, and when the server shuts down.
 */
export const eventStream = (request: Request, open: (sink: EventSink) => () => void): Response => {
  const encoder = new TextEncoder();
  let finish = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
      let stop = () => {};
      let finished = false;
      finish = () => {
        if (finished) return;
        finished = true;
        clearInterval(heartbeat);
        web().openStreams.delete(finish);
        stop();
        controller.close();
      };
      web().openStreams.add(finish);
      request.signal.addEventListener('abort', finish);
      write('retry: 2000\n\n');
      stop = open({
        send: (message) => finished || write(`data: ${JSON.stringify(message)}\n\n`),
        end: finish,
      });
      if (finished) stop();
    },
    cancel: () => finish(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
};
