import type { StompMessage, StompSession } from './stomp-session';

const DEADLINE_MS = 3_000;

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
    const deadline = setTimeout(() => finish(undefined), DEADLINE_MS);
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
