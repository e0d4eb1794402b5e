import { Pool } from 'pg';
import { StrictClient } from './strict-client';

/** The connections of the outbox: one for each of its workers, one that listens, one for the rescue. */
export const connectOutboxPool = (connectionString: string, workers: number): Pool =>
  new Pool({
    connectionString,
    max: workers + 2,
    connectionTimeoutMillis: 3_000,
    query_timeout: 10_000,
    Client: StrictClient,
    // The runner gives connections back without saying that they failed, so a dead one must go by its age.
    maxLifetimeSeconds: 60,
  });
