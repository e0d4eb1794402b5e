import { MOST_REDRIVES, type DeadLetter, type DeadLetterStage } from '../ports/dead-letters';

/** The server at which a message could not be processed, as operators know it. */
type StageServer = 'kafka' | 'activemq';
export type StageServers = Readonly<Record<DeadLetterStage, StageServer>>;

/** A dead letter as the review API and the command show it; times are ISO 8601 UTC. */
export type DeadLetterItem = {
  id: string;
  stage: StageServer;
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

/** `serverOf`: the server of each stage, which the composition root knows. */
export const toDeadLetterList = (
  deadLetters: readonly DeadLetter[],
  serverOf: StageServers,
): DeadLetterList => ({
  items: deadLetters.map((deadLetter) => toItem(deadLetter, serverOf)),
  total: deadLetters.length,
});

const toItem = (
  { firstAt, lastAt, registrationId, stage, ...deadLetter }: DeadLetter,
  serverOf: StageServers,
): DeadLetterItem => ({
  ...deadLetter,
  stage: serverOf[stage],
  canRedrive: deadLetter.redrives < MOST_REDRIVES,
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
  registrationId: registrationId ?? null,
});
