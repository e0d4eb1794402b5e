import { z } from 'zod';
import type { Decision } from '@/src/domain/decision';
import { LANGUAGES } from '@/src/domain/language';
import { type QueuedRegistration, type SubmittedRegistration, toApplicant } from '@/src/domain/registration';
import { registrationIdText } from './registration-id';

/** The names on the two brokers. */
export const TOPICS = {
  submitted: 'registrations.submitted',
  decided: 'registrations.decided',
  deadLetters: 'registrations.dead-letters',
} as const;
/** The consumer group that routes what was submitted. */
export const ORCHESTRATOR_GROUP = 'orchestrator';
export const QUEUES = { review: 'registrations.review', deadLetters: 'DLQ.registrations.review' } as const;

/** A message that can never be processed as it stands; it goes to the stage's dead letters with this reason. */
export class UnprocessableMessage extends Error {
  override name = 'UnprocessableMessage';
}

const registrationId = registrationIdText('not a registration id');
/** Nothing of ours was sent before 2000, and what claims to come from far away would stand at an end of every list. */
const time = z.iso
  .datetime()
  .regex(/^20\d\d-/, 'not a time of this century')
  .transform((text) => new Date(text));

/** Neither NUL nor half of a surrogate pair: what no store takes, and no form of ours ever let through. */
const text = z.string().refine((value) => !/[\0\p{Surrogate}]/u.test(value), 'not a text');

// A message that the next broker or the search index could never take must be told from one that they refuse for the
// moment, or it would hold its partition for ever. What any version of the form has taken must be read for ever: these
// limits, in characters, are four times those of today's form, and nothing else of the form's rules is asked again.
const LONGEST = { name: 800, email: 1_000, reason: 8_000 } as const;
const facts = {
  schema: z.literal([1, 2]),
  registrationId,
  name: text.min(1).max(LONGEST.name),
  email: text.min(1).max(LONGEST.email),
  reason: text.max(LONGEST.reason),
  /** Since schema 2. A language that a later version knows is as good as none. */
  language: z.enum(LANGUAGES).optional().catch(undefined),
  submittedAt: time,
};

const submittedMessage = z.object(facts);
const queuedMessage = z.object({ ...facts, queuedAt: time });
/** An address of a reviewer, or `system`. */
const LONGEST_ACTOR = 1_000;

const decisionFacts = {
  schema: z.literal(1),
  registrationId,
  decidedBy: text.max(LONGEST_ACTOR),
  decidedAt: time,
  submittedAt: time,
  queuedAt: time,
  pendingSince: time.optional(),
};
const decidedMessage = z.discriminatedUnion('verdict', [
  z.object({ ...decisionFacts, verdict: z.literal('approve') }),
  z.object({ ...decisionFacts, verdict: z.literal('reject'), reason: text.max(LONGEST.reason).optional() }),
  z.object({ ...decisionFacts, verdict: z.literal('duplicate'), duplicateOf: registrationId }),
]);

/** An outcome as messages spell it. */
const VERDICTS = { approved: 'approve', rejected: 'reject', duplicate: 'duplicate' } as const;

const factsOf = ({ id, applicant, submittedAt }: SubmittedRegistration | QueuedRegistration) => ({
  schema: 2,
  registrationId: id,
  ...applicant,
  submittedAt,
});

export const encodeSubmitted = (registration: SubmittedRegistration): string =>
  JSON.stringify(factsOf(registration));

export const decodeSubmitted = (text: string): SubmittedRegistration => {
  const { registrationId: id, submittedAt, ...facts } = parse(submittedMessage, text);
  return { id, applicant: toApplicant(facts), submittedAt, status: 'submitted' };
};

export const encodeQueued = (registration: QueuedRegistration): string =>
  JSON.stringify({ ...factsOf(registration), queuedAt: registration.queuedAt });

export const decodeQueued = (text: string): QueuedRegistration => {
  const { registrationId: id, submittedAt, queuedAt, ...facts } = parse(queuedMessage, text);
  return { id, applicant: toApplicant(facts), submittedAt, queuedAt, status: 'queued' };
};

export const encodeDecided = ({ times, outcome, ...decision }: Decision): string =>
  JSON.stringify({ schema: 1, verdict: VERDICTS[outcome], ...decision, ...times });

export const decodeDecided = (text: string): Decision => {
  const message = parse(decidedMessage, text);
  const { registrationId: id, decidedBy, decidedAt, submittedAt, queuedAt, pendingSince } = message;
  const facts = { registrationId: id, decidedBy, decidedAt, times: { submittedAt, queuedAt, pendingSince } };
  switch (message.verdict) {
    case 'approve':
      return { ...facts, outcome: 'approved' };
    case 'reject':
      return { ...facts, outcome: 'rejected', reason: message.reason };
    case 'duplicate':
      return { ...facts, outcome: 'duplicate', duplicateOf: message.duplicateOf };
  }
};

/** Throws `UnprocessableMessage` with the first thing that is wrong, without repeating the applicant's data. */
const parse = <Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> => {
  const json = parseJson(text);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UnprocessableMessage(`${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'invalid'}`);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnprocessableMessage('not JSON', { cause });
  }
};
