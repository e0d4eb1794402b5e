/** What travels with a dead letter, as headers of the message on either broker. */
export type DeadLetterHeaders = {
  'dead-letter-reason': string;
  /** Where the original was: `<topic>/<partition>/<offset>` or the queue's name. */
  'dead-letter-source': string;
  'dead-letter-attempts': string;
  /** ISO 8601; the first time outlives redrives. */
  'dead-letter-first-at': string;
  'dead-letter-at': string;
  'dead-letter-redrives': string;
};

type Burial = {
  reason: string;
  source: string;
  /** How often its processing was begun. */
  attempts: number;
  at: Date;
  /** The headers of the message that is buried: those of an earlier letter where it was redriven. */
  previous: Record<string, string | undefined>;
};

export const deadLetterHeaders = ({ reason, source, attempts, at, previous }: Burial): DeadLetterHeaders => ({
  'dead-letter-reason': reason,
  'dead-letter-source': source,
  'dead-letter-attempts': String(attempts + Number(previous['dead-letter-attempts'] ?? 0)),
  'dead-letter-first-at': previous['dead-letter-first-at'] ?? at.toISOString(),
  'dead-letter-at': at.toISOString(),
  'dead-letter-redrives': previous['dead-letter-redrives'] ?? '0',
});
