import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import type { StompMessage, StompSession } from './stomp-session';

const SILENCE_MS = 15_000;
const TAKE_DEADLINE_MS = 3_000;

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
      () => session.destroy(new StoreUnavailable(`ActiveMQ sent nothing for ${SILENCE_MS} ms`)),
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

/**
 * Takes the one message that the selector names, without acknowledging it; undefined where the broker gives it to
 * nobody in time, because somebody else has it or it is gone. Whoever ends the session unacknowledged puts it back.
 */
export const takeMessage = (
  session: StompSession,
  { queue, selector }: { queue: string; selector: string },
): Promise<StompMessage | undefined> =>
  new Promise((resolve, reject) => {
    const headers = {
      destination: `/queue/${queue}`,
      ack: 'client-individual',
      selector,
      'activemq.prefetchSize': '1',
    };
    const deadline = setTimeout(() => finish(undefined), TAKE_DEADLINE_MS);
    session.onEnd((error) => {
      clearTimeout(deadline);
      reject(error);
    });
    const stop = session.listen(headers, (message) => finish(message));
    const finish = (message: StompMessage | undefined): void => {
      clearTimeout(deadline);
      // A subscription that is given up keeps nothing from the others; one that delivered must live until the ACK.
      if (!message) stop();
      resolve(message);
    };
  });
