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
