import { withTimeout } from '../async/with-timeout';

type Opener<Connection> = {
  open: () => Promise<Connection>;
  close: (connection: Connection) => Promise<unknown>;
  /** How long opening and work together may take. */
  deadlineMs: number;
};

/**
 * A connection that is opened at its first use and kept for the next ones. Once something on it failed, or took too long,
 * it is closed and the next use opens another one.
 */
export class KeptConnection<Connection> {
  #kept: Promise<Connection> | undefined;

  constructor(private readonly opener: Opener<Connection>) {}

  async use(work: (connection: Connection) => Promise<unknown>): Promise<void> {
    const connection = (this.#kept ??= this.opener.open());
    try {
      await withTimeout(this.opener.deadlineMs, connection.then(work));
    } catch (error) {
      void this.#forget(connection);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#kept) await this.#forget(this.#kept);
  }

  #forget(connection: Promise<Connection>): Promise<unknown> {
    if (this.#kept === connection) this.#kept = undefined;
    // It may still be opening, or fail to close: either way nothing waits for it.
    return connection.then(this.opener.close).catch(() => undefined);
  }
}
