/** What the five stores say at one moment, read with plain clients. Ids are registration ids. */
export type Facts = {
  log: LoggedRegistration[];
  deadLetters: { place: string; registrationId: string | undefined; reason: string; text: string }[];
  documents: Map<string, { status: string; version: number; complete: boolean }>;
  pending: PendingFacts;
  decisions: Map<string, DecisionFact>;
  accounts: { registrationId: string; email: string }[];
  /** The subjects of `registration.*` entries of the audit log, repeated as often as they occur. */
  audited: string[];
  backlog: Backlog;
};

export type LoggedRegistration = { registrationId: string; email: string };

type PendingFacts = {
  /** Those the list shows, and those that have an entry: the same ones where all is well. */
  listed: string[];
  entries: string[];
  /** E-mail key → the registration that claims it. */
  claims: Map<string, string>;
};

export type DecisionFact = {
  verdict: string;
  decidedBy: string;
  decidedAt: string;
  duplicateOf: string | undefined;
};

/** What is still on its way: messages behind each consumer group, on the queue, and jobs in the outbox. */
export type Backlog = { lag: Record<string, number>; queued: number; outbox: number };

export const isIdle = ({ lag, queued, outbox }: Backlog): boolean =>
  queued === 0 && outbox === 0 && Object.values(lag).every((behind) => behind === 0);

export const describeBacklog = ({ lag, queued, outbox }: Backlog): string =>
  [
    ...Object.entries(lag).map(([group, behind]) => `${group} lags by ${behind}`),
    `${queued} on the queue`,
    `${outbox} in the outbox`,
  ].join(', ');

/**
 * What a client wrote down of one sign-up. `unknown`: it got no answer that says what became of it, so it may or may not
 * exist; whatever exists is checked all the same, because the log itself is read.
 */
export type Accepted = {
  registrationId: string;
  email: string;
  /** ISO 8601 UTC. */
  at: string;
  status: 202 | 'unknown';
};

/** What a reviewer asked for and was told: the decision that stands, as the answer named it. */
export type DecisionAnswer = {
  registrationId: string;
  verdict: 'approve' | 'reject';
  /** The HTTP status; answers of 500 and above tell nothing and are not judged. */
  status: number;
  stands?: { outcome: string; decidedBy: string; decidedAt: string };
};
