import type { Language } from './language';

/** A registration and the states it passes through. The clock is always an argument. */
export type RegistrationId = string & { readonly __brand: 'RegistrationId' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Reads a registration id (a lower-case UUID, RFC 9562), or answers undefined for anything else. */
export const toRegistrationId = (text: string): RegistrationId | undefined =>
  UUID.test(text) ? (text as RegistrationId) : undefined;

/** `language` is that of the page which the applicant saw; unknown of whoever signed up before it was kept. */
export type Applicant = { name: string; email: string; reason: string; language?: Language };

/** An applicant out of something that holds more. */
export const toApplicant = ({ name, email, reason, language }: Applicant): Applicant => ({
  name,
  email,
  reason,
  ...(language && { language }),
});

type Facts = { id: RegistrationId; applicant: Applicant; submittedAt: Date };

export type SubmittedRegistration = Facts & { status: 'submitted' };
export type QueuedRegistration = Facts & { status: 'queued'; queuedAt: Date };
export type PendingRegistration = Facts & { status: 'pending'; queuedAt: Date; pendingSince: Date };

export const submit = (id: RegistrationId, applicant: Applicant, now: Date): SubmittedRegistration => ({
  id,
  applicant,
  submittedAt: now,
  status: 'submitted',
});

/** The registration as it was accepted, before it was queued. */
export const toSubmitted = ({ id, applicant, submittedAt }: QueuedRegistration): SubmittedRegistration =>
  submit(id, applicant, submittedAt);

export const queue = (registration: SubmittedRegistration, now: Date): QueuedRegistration => ({
  ...registration,
  status: 'queued',
  queuedAt: now,
});

export const admit = (registration: QueuedRegistration, now: Date): PendingRegistration => ({
  ...registration,
  status: 'pending',
  pendingSince: now,
});
