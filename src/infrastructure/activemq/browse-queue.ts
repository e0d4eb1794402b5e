import type { StompMessage, StompSession } from './stomp-session';

const SILENCE_MS = 15_000;

/**
 * Reads a queue, oldest first, and leaves all messages on it. The broker says when it has shown the last one; messages
 * beyond its `maxBrowsePageSize`, or beyond 70 % of the queue's `memoryLimit`, it does not show.
 *
 * A selector is only matched against what the broker holds in memory, at first some 200 messages; a browse without one
 * brings the others there.
 */
export const browseQueue = (
  session: StompSession,
  { queue, selector }: { queue: string; selector?: string },
): Promise<StompMessage[]> =>
  new Promise((resolve, reject) => {
    const messages: StompMessage[] = [];
    const alarm = setTimeout(
      () => session.destroy(new Error(`ActiveMQ sent nothing for ${SILENCE_MS} ms`)),
      SILENCE_MS,
    );
    session.onEnd((error) => {
      clearTimeout(alarm);
      reject(error);
    });
    const headers = { destination: `/queue/${queue}`, browser: 'true', ack: 'auto' };
    const stop = session.listen(selector ? { ...headers, selector } : headers, (message) => {
      alarm.refresh();
      if (message.headers['browser'] !== 'end') return void messages.push(message);
      clearTimeout(alarm);
      stop();
      resolve(messages);
    });
  });
