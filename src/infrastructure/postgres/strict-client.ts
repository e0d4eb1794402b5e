import { Client, type ClientConfig } from 'pg';

type Query = (...parameters: unknown[]) => unknown;

/** pg's own words for a query whose `query_timeout` has passed. */
const GIVEN_UP = 'Query read timeout';

/**
 * A connection that closes as soon as one of its queries was not answered in time. pg (8.23.1, lib/client.js: `query`)
 * gives such a query up on its own side only: the server may still carry it out, and a ROLLBACK that waits behind it is
 * given up too and never sent. Prisma then puts the connection back into the pool, and whoever begins the next transaction
 * on it commits half of this one. Closed, the server rolls it back.
 */
export class StrictClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as Query;
    const strict: Query = (...parameters) => {
      const answer = query(...parameters);
      if (answer instanceof Promise) answer.catch((error: Error) => this.#closeIfGivenUp(error));
      return answer;
    };
    this.query = strict as Client['query'];
  }

  #closeIfGivenUp({ message }: Error): void {
    // With a query still under way, `end` does not say goodbye but destroys the socket.
    if (message === GIVEN_UP) this.end().catch(() => undefined);
  }
}
