import type { RegistrationId } from '@/src/domain/registration';
import type { PortName } from './retry';

/** Where a message could not be processed. */
export type DeadLetterStage = Extract<PortName, 'submissions' | 'decision-log' | 'review-queue'>;

/** A message that could not be processed, with all that is needed to decide what becomes of it. */
export type DeadLetter = {
  /** Opaque, and stable for as long as the dead letter exists. */
  id: string;
  stage: DeadLetterStage;
  reason: string;
  /** How often its processing was begun, over all its deliveries. */
  attempts: number;
  /** How often it was sent on its way again. */
  redrives: number;
  firstAt: Date;
  lastAt: Date;
  /** Where the original could be read that far. */
  registrationId?: RegistrationId;
  /** The message as it came, byte for byte where it is text. */
  original: string;
};

export const MOST_REDRIVES = 3;

export type Redrive = { kind: 'redriven' } | { kind: 'too-often' } | { kind: 'unknown' };

/** The dead letters of one stage or of all. Each call rejects where its broker does not answer in time; all are safe to repeat. */
export type DeadLetters = {
  /** All of them, oldest first. */
  list(): Promise<DeadLetter[]>;
  /** Undefined for one that was settled meanwhile, or never was. */
  find(id: string): Promise<DeadLetter | undefined>;
  /**
   * Puts the original back where it came from as a new message, at most `MOST_REDRIVES` times over; `unknown` for one
   * that is gone. A rejection leaves it on the list, or redriven once more than counted, which its stage absorbs.
   */
  redrive(id: string): Promise<Redrive>;
  /** Takes it off the list for good; false where there is no such dead letter. */
  discard(id: string): Promise<boolean>;
};
