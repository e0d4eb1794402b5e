import { Client } from '@elastic/elasticsearch';

/** A client that fails in 10 s and leaves retries to its callers, who know whether waiting is worth it. */
export const connectElasticsearch = (url: string): Client =>
  new Client({ node: url, requestTimeout: 10_000, maxRetries: 0, sniffOnStart: false });
