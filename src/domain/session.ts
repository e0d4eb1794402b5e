import type { Account } from './account';

/** How long a sign-in lasts: without activity, and at most. */
export type SessionLifetime = { idleMs: number; maxMs: number };

/** A sign-in to an account. `expiresAt` moves on with each activity, but never past `endsAt`. */
export type Session = { id: string; account: Account; startedAt: Date; expiresAt: Date; endsAt: Date };

/** So many times in an idle period is the end moved at most, so that not every request writes. */
const MOVES_PER_IDLE_PERIOD = 30;

/** The session of somebody who signs in at `now`. */
export const startSession = (
  { id, account }: Pick<Session, 'id' | 'account'>,
  { idleMs, maxMs }: SessionLifetime,
  now: Date,
): Session => ({
  id,
  account,
  startedAt: now,
  expiresAt: new Date(now.getTime() + Math.min(idleMs, maxMs)),
  endsAt: new Date(now.getTime() + maxMs),
});

/** When an active session expires after activity at `now`; undefined while it is not worth moving the end. */
export const movedExpiry = (
  { expiresAt, endsAt }: Pick<Session, 'expiresAt' | 'endsAt'>,
  { idleMs }: SessionLifetime,
  now: Date,
): Date | undefined => {
  const wanted = Math.min(now.getTime() + idleMs, endsAt.getTime());
  return wanted - expiresAt.getTime() >= idleMs / MOVES_PER_IDLE_PERIOD ? new Date(wanted) : undefined;
};
