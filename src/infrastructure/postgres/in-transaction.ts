import type { Pool, PoolClient } from 'pg';

/** Does the work in one transaction on a connection of the pool, which is committed unless the work rejects. */
export const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  // A connection that is lost while nothing is asked on it tells so by an event; the next query fails.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((again: Error) => (failure = again));
    throw error;
  } finally {
    // A connection on which nothing could be rolled back is not used again.
    client.release(failure);
    client.off('error', ignore);
  }
};
