import { z } from 'zod';
import { LANGUAGES } from '@/src/domain/language';
import {
  toApplicant,
  toRegistrationId,
  type PendingRegistration,
  type RegistrationId,
} from '@/src/domain/registration';

const time = z.iso.datetime().transform((text) => new Date(text));

const storedEntry = z.object({
  registrationId: z.string(),
  name: z.string(),
  email: z.string(),
  reason: z.string(),
  language: z.enum(LANGUAGES).optional().catch(undefined),
  submittedAt: time,
  queuedAt: time,
  pendingSince: time,
});

/** An entry as Redis keeps it: flat JSON, times in ISO 8601. */
export const encodeEntry = ({
  id,
  applicant,
  submittedAt,
  queuedAt,
  pendingSince,
}: PendingRegistration): string =>
  JSON.stringify({ registrationId: id, ...applicant, submittedAt, queuedAt, pendingSince });

export const decodeEntry = (json: string): PendingRegistration => {
  const { registrationId, submittedAt, queuedAt, pendingSince, ...applicant } = storedEntry.parse(
    JSON.parse(json),
  );
  const id = toRegistrationId(registrationId);
  if (!id) throw new Error('a pending entry holds no registration id');
  return { id, applicant: toApplicant(applicant), submittedAt, queuedAt, pendingSince, status: 'pending' };
};

/** Sorts by the time of sign-up, then by id: fifteen digits of milliseconds, a colon, the id. */
export const positionOf = ({ id, submittedAt }: PendingRegistration): string =>
  `${String(submittedAt.getTime()).padStart(15, '0')}:${id}`;

/** The registration at a position; undefined for what is none of ours. */
export const idAt = (position: string): RegistrationId | undefined =>
  toRegistrationId(position.slice(position.indexOf(':') + 1));
