import 'server-only';
import { clientNetwork } from './client-address';
import { web } from './composition';
import { tooMany, unavailable } from './respond';
import { SseBody, type OpenEvents } from './sse-body';
import type { StreamOwner } from './stream-slots';

/** After so long a place may be free again. */
const RETRY_AFTER_SECONDS = 30;

/**
 * Answers with a stream of server-sent events of the owner. `prepare` looks up what the stream begins with, or answers
 * something else; a place is taken before it, so that nobody starts more look-ups than streams. 429 where the link, the
 * session or the network has as many streams as it may, and 503 where the process has.
 */
export const eventStream = async (
  request: Request,
  owner: Omit<StreamOwner, 'network'>,
  prepare: () => Promise<OpenEvents | Response>,
): Promise<Response> => {
  const slot = web().streamSlots.take({ ...owner, network: clientNetwork(request) });
  if (!slot.ok && slot.full === 'total') return unavailable(RETRY_AFTER_SECONDS);
  if (!slot.ok)
    return tooMany({
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      code: 'rate_limited',
      detail: 'Too many open streams.',
    });
  try {
    const open = await prepare();
    if (!(open instanceof Response)) return streamOf(request, open, slot.release);
    slot.release();
    return open;
  } catch (error) {
    slot.release();
    throw error;
  }
};

const streamOf = ({ signal }: Request, open: OpenEvents, release: () => void): Response => {
  const { openStreams } = web();
  const end = (): void => body.end();
  openStreams.add(end);
  const body = new SseBody(signal, open, () => {
    openStreams.delete(end);
    release();
  });
  return new Response(body.stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
};
