import { Client, type ClientConfig } from 'pg';

type Query = (...parameters: unknown[]) => unknown;
type OnConnected = (error?: Error) => void;

/** pg's own words for a query whose `query_timeout` has passed. */
const GIVEN_UP = 'Query read timeout';

/** SQLSTATE query_canceled. */
const CANCELED = '57014';

const MOST_BEGINNINGS = 10;

/**
 * What our statements and the driver adapter rely on, whatever the server, the database or the role say otherwise: Prisma
 * (@prisma/adapter-pg 7.10) writes and reads times without their zone, pg reads dates in ISO only, and a decision that
 * lost to another one must be able to see it. A transaction of ours may wait for another server, as while a mail is handed
 * over; a database that ended it then would have it done again and again.
 */
const SESSION = {
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  standard_conforming_strings: 'on',
  search_path: 'public',
  default_transaction_isolation: 'read committed',
  idle_in_transaction_session_timeout: '0',
};

/**
 * A connection that begins with a session of known settings, and closes as soon as one of its queries was not answered in
 * time. pg (8.23.1, lib/client.js: `query`) gives such a query up on its own side only: the server may still carry it
 * out, and a ROLLBACK that waits behind it is given up too and never sent. Prisma then puts the connection back into the
 * pool, and whoever begins the next transaction on it commits half of this one. Closed, the server rolls it back.
 */
export class StrictClient extends Client {
  readonly #session: string;

  /** `config` as for pg, but `statement_timeout` is set by a statement: poolers refuse it among the start-up parameters. */
  constructor(config: ClientConfig = {}) {
    super({ ...config, statement_timeout: undefined });
    this.#session = sessionOf(config);
    const query = this.query.bind(this) as Query;
    const strict: Query = (...parameters) => {
      const answer = query(...parameters);
      if (answer instanceof Promise) answer.catch((error: Error) => this.#closeIfGivenUp(error));
      return answer;
    };
    this.query = strict as Client['query'];
  }

  override connect(): Promise<Client>;
  override connect(callback: OnConnected): void;
  override connect(callback?: OnConnected): Promise<Client> | void {
    const connected = super.connect().then(() => this.#beginSession());
    if (!callback) return connected;
    void connected.then(() => callback(), callback);
  }

  async #beginSession(): Promise<Client> {
    // Nobody listens before the connection is handed out; what goes wrong is told by the query's own rejection.
    const ignore = (): void => undefined;
    this.on('error', ignore);
    try {
      await this.#setSession();
      return this;
    } catch (error) {
      this.end().catch(ignore);
      throw error;
    } finally {
      this.off('error', ignore);
    }
  }

  /**
   * Until our own limit stands, a statement has as long as the database or the role gives it. And where that ran out in
   * the moment in which the statement was done, Postgres (tcop/postgres.c: ProcessInterrupts) cancels whatever comes next,
   * "due to user request": another of these, since the limit is the first.
   */
  async #setSession(): Promise<void> {
    for (let left = MOST_BEGINNINGS - 1; ; left -= 1) {
      try {
        return void (await this.query(this.#session));
      } catch (error) {
        if (left === 0 || (error as { code?: string }).code !== CANCELED) throw error;
      }
    }
  }

  #closeIfGivenUp({ message }: Error): void {
    // With a query still under way, `end` does not say goodbye but destroys the socket.
    if (message === GIVEN_UP) this.end().catch(() => undefined);
  }
}

const sessionOf = ({ statement_timeout: statementTimeoutMs }: ClientConfig): string => {
  const settings = { statement_timeout: String(Number(statementTimeoutMs) || 0), ...SESSION };
  return Object.entries(settings)
    .map(([name, value]) => `SET ${name} TO '${value}'`)
    .join('; ');
};
