import type { RegistrationId } from '@/src/domain/registration';

/** A message that could not be processed, with all that is needed to decide what becomes of it. */
export type DeadLetter = {
  /** Stable for as long as the letter exists: `kafka:<partition>:<offset>` or `activemq:<message id>`. */
  id: string;
  stage: 'kafka' | 'activemq';
  reason: string;
  /** How often its processing was begun, and how often it was sent on its way again. */
  attempts: number;
  redrives: number;
  firstAt: Date;
  lastAt: Date;
  /** Where the original could be read that far. */
  registrationId?: RegistrationId;
  /** The message as it came. */
  original: string;
};

export const MOST_REDRIVES = 3;

export type Redrive = { kind: 'redriven' } | { kind: 'too-often' } | { kind: 'unknown' };

/** The dead letters of both stages, as one list. */
export type DeadLetters = {
  /** All of them, oldest first. */
  list(): Promise<DeadLetter[]>;
  /** Puts the original back where it came from as a new message; at most three times over. */
  redrive(id: string): Promise<Redrive>;
  /** Takes it off the list for good; false where there is no such letter. */
  discard(id: string): Promise<boolean>;
};
