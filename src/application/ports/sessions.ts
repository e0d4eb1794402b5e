import type { Session } from '@/src/domain/session';
import type { AuditRecord } from './audit-log';

/** What has ended: one session, or all of an account; `lagging` where endings may have been missed. */
export type SessionEnding =
  { type: 'session'; sessionId: string } | { type: 'account'; accountId: string } | { type: 'lagging' };

/**
 * The sign-ins that have not ended. Each call rejects within 6 s where the store is away: nobody is let in then. Audit
 * entries are written in the same transaction, so that no session begins or ends unrecorded.
 */
export type Sessions = {
  start(session: Session, entry: AuditRecord): Promise<void>;
  /** The session at that moment; undefined once it has ended, expired or was revoked, or its account was disabled. */
  findActive(id: string, at: Date): Promise<Session | undefined>;
  moveExpiry(id: string, expiresAt: Date): Promise<void>;
  /** Answers whether it was there to be ended. */
  end(id: string, entry: AuditRecord): Promise<boolean>;
  /** Takes away what has expired by then, and answers how many. */
  removeExpired(at: Date): Promise<number>;
};

/**
 * Tells every process what has ended, at once, whoever ended it; it may be missed, so whoever listens also looks now and
 * then.
 */
export type SessionEndings = {
  /** Whether they are heard at the moment, as far as is known. */
  readonly areHeard: boolean;
  /** Answers how to stop listening. */
  subscribe(listener: (ending: SessionEnding) => void): () => void;
};
