import { z } from 'zod';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { toRegistrationId, type RegistrationId } from '@/src/domain/registration';
import type { DeadLetterHeaders } from './dead-letter-headers';

export type TextHeaders = Record<string, string | undefined>;

type Found = {
  id: string;
  stage: DeadLetter['stage'];
  headers: TextHeaders;
  original: string;
  /** When the broker took it, for letters that carry no times of ours. */
  at: Date;
  /** What the broker says of a letter that it put there by itself. */
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

/** What a message takes along when it is sent on its way again, so that its next letter goes on counting. */
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
