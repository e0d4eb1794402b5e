import { z } from 'zod';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { toRegistrationId, type RegistrationId } from '@/src/domain/registration';

/** The headers of a message on either broker, as text. */
type TextHeaders = Record<string, string | undefined>;

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

type NewDeadLetter = {
  reason: string;
  source: string;
  /** How often its processing was begun. */
  attempts: number;
  at: Date;
  /** The headers of the message itself: those of an earlier dead letter where it was redriven. */
  previous: TextHeaders;
};

/** The headers of a message that becomes a dead letter now. */
export const deadLetterHeaders = ({
  reason,
  source,
  attempts,
  at,
  previous,
}: NewDeadLetter): DeadLetterHeaders => ({
  'dead-letter-reason': reason,
  'dead-letter-source': source,
  'dead-letter-attempts': String(attempts + Number(previous['dead-letter-attempts'] ?? 0)),
  'dead-letter-first-at': previous['dead-letter-first-at'] ?? at.toISOString(),
  'dead-letter-at': at.toISOString(),
  'dead-letter-redrives': previous['dead-letter-redrives'] ?? '0',
});

type Found = {
  id: string;
  stage: DeadLetter['stage'];
  headers: TextHeaders;
  original: string;
  /** When the broker took it, for those that carry no times of ours. */
  at: Date;
  /** What the broker says of one that it put there by itself. */
  brokerReason?: string;
  /** Read as the registration's id where the original does not tell it. */
  hint?: string;
};

/** Reads a message of either dead-letter place; one that is not from us gets what can be said of it. */
export const toDeadLetter = ({
  id,
  stage,
  headers,
  original,
  at,
  brokerReason,
  hint,
}: Found): DeadLetter => ({
  id,
  stage,
  reason: headers['dead-letter-reason'] ?? brokerReason ?? 'no reason was given',
  attempts: count(headers['dead-letter-attempts']),
  redrives: count(headers['dead-letter-redrives']),
  firstAt: time(headers['dead-letter-first-at']) ?? time(headers['dead-letter-at']) ?? at,
  lastAt: time(headers['dead-letter-at']) ?? at,
  registrationId: registrationIdIn(original) ?? (hint === undefined ? undefined : toRegistrationId(hint)),
  original,
});

/** What a message takes along when it is sent on its way again, so that its next dead letter goes on counting. */
export const redriveHeaders = ({ redrives, attempts, firstAt }: DeadLetter): Partial<DeadLetterHeaders> => ({
  'dead-letter-redrives': String(redrives + 1),
  'dead-letter-attempts': String(attempts),
  'dead-letter-first-at': firstAt.toISOString(),
});

const count = (text: string | undefined): number => {
  const value = Number(text ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
};

const time = (text: string | undefined): Date | undefined => {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
};

const withRegistrationId = z.object({ registrationId: z.string() });

const registrationIdIn = (original: string): RegistrationId | undefined => {
  const { data } = withRegistrationId.safeParse(jsonIn(original));
  return data && toRegistrationId(data.registrationId);
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
