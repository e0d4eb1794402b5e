/** What one release left in its stores, as JSON, so that the next one can be started on it. */
export type ReleaseData = {
  /** Signs the private links. */
  registrationSecret: string;
  /** The sign-ups that were made, and what became of each. */
  signUps: RecordedSignUp[];
  postgres: { migrations: string[]; tables: Record<string, Record<string, unknown>[]> };
  redis: RedisKey[];
  elasticsearch: {
    index: string;
    alias: string;
    mappings: object;
    analysis: object;
    documents: { id: string; version: number; source: object }[];
  };
  kafka: { topic: string; partitions: number; messages: RecordedMessage[] }[];
  /** Messages that wait on the review queue. */
  queue: string[];
};

export type RecordedSignUp = {
  registrationId: string;
  statusUrl: string;
  idempotencyKey: string;
  form: { name: string; email: string; reason: string };
  /** What its private link says. */
  status: string;
};

type RecordedMessage = {
  partition: number;
  key: string | null;
  value: string | null;
  headers: Record<string, string>;
};

export type RedisKey =
  | { key: string; type: 'string'; value: string }
  | { key: string; type: 'hash'; value: Record<string, string> }
  | { key: string; type: 'zset'; value: [member: string, score: number][] };
