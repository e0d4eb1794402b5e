import { Pool } from 'undici';

/** What came of one sign-up: the status of its answer and the body, or why there was none. */
export type Reply = { status: number; body: string } | { failure: string };

export type Sender = {
  send: (body: string, idempotencyKey: string) => Promise<Reply>;
  close: () => Promise<void>;
};

/** Sends sign-ups over so many connections that are kept open, one request at a time on each. */
export const openSender = (url: string, connections: number): Sender => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    send: async (body, idempotencyKey) => {
      try {
        const { statusCode, body: answer } = await pool.request({
          path: pathname,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
          body,
        });
        return { status: statusCode, body: await answer.text() };
      } catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => pool.destroy(),
  };
};
