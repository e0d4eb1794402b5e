import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Sessions } from '@/src/application/ports/sessions';
import type { Account } from '@/src/domain/account';
import { startSession, type Session } from '@/src/domain/session';

type Kept = {
  sessions: Sessions;
  account: Account;
  entriesFor: (subject: string) => Promise<AuditRecord[]>;
};

const start = new Date('2026-03-01T08:00:00.000Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

/** What every store of sessions keeps. */
export const sessionsContract = (name: string, make: () => Promise<Kept>): void => {
  describe(`${name} keeps the contract of Sessions`, () => {
    let kept: Kept;
    let session: Session;
    let subject: string;
    beforeEach(async () => {
      kept = await make();
      const { account } = kept;
      subject = `account:${randomUUID()}`;
      session = startSession({ id: randomUUID(), account }, { idleMs: 30_000, maxMs: 60_000 }, start);
      await kept.sessions.start(session, entry('sign-in.succeeded'));
    });
    const entry = (action: AuditRecord['action']): AuditRecord => ({
      at: start,
      actor: 'ana@example.org',
      action,
      subject,
      detail: { from: '192.0.2.7' },
    });

    it('finds a session until it expires, and no other', async () => {
      expect(await kept.sessions.findActive(session.id, after(29))).toEqual(session);
      expect(await kept.sessions.findActive(session.id, after(30))).toBeUndefined();
      expect(await kept.sessions.findActive(randomUUID(), after(1))).toBeUndefined();
    });

    it('moves the end forward only', async () => {
      await kept.sessions.moveExpiry(session.id, after(45));
      await kept.sessions.moveExpiry(session.id, after(40));
      expect((await kept.sessions.findActive(session.id, after(44)))?.expiresAt).toEqual(after(45));
    });

    it('ends a session once, with one row in the audit log', async () => {
      expect(await kept.sessions.end(session.id, entry('sign-out'))).toBe(true);
      expect(await kept.sessions.end(session.id, entry('sign-out'))).toBe(false);
      expect(await kept.sessions.findActive(session.id, after(1))).toBeUndefined();
      expect(await kept.entriesFor(subject)).toEqual([entry('sign-in.succeeded'), entry('sign-out')]);
    });

    it('takes away what has expired, and nothing else', async () => {
      const { account } = kept;
      const longer = startSession({ id: randomUUID(), account }, { idleMs: 60_000, maxMs: 60_000 }, start);
      await kept.sessions.start(longer, entry('sign-in.succeeded'));
      expect(await kept.sessions.removeExpired(after(30))).toBeGreaterThanOrEqual(1);
      expect(await kept.sessions.findActive(session.id, start)).toBeUndefined();
      expect(await kept.sessions.findActive(longer.id, start)).toBeDefined();
    });
  });
};
