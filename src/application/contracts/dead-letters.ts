import { MOST_REDRIVES, type DeadLetter } from '../ports/dead-letters';

/** A dead letter as the review API and the command show it; times are ISO 8601 UTC. */
export type DeadLetterItem = {
  id: string;
  stage: DeadLetter['stage'];
  reason: string;
  attempts: number;
  redrives: number;
  /** False once it was redriven too often. */
  canRedrive: boolean;
  firstAt: string;
  lastAt: string;
  registrationId: string | null;
  original: string;
};

/** Reply of `GET /api/review/dead-letters`: all of them, oldest first. */
export type DeadLetterList = { items: DeadLetterItem[]; total: number };

export const toDeadLetterList = (letters: readonly DeadLetter[]): DeadLetterList => ({
  items: letters.map(toItem),
  total: letters.length,
});

const toItem = ({ firstAt, lastAt, registrationId, ...letter }: DeadLetter): DeadLetterItem => ({
  ...letter,
  canRedrive: letter.redrives < MOST_REDRIVES,
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
  registrationId: registrationId ?? null,
});
