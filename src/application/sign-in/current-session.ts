import { movedExpiry, type Session, type SessionLifetime } from '@/src/domain/session';
import type { Sessions } from '../ports/sessions';

type Ports = {
  sessions: Pick<Sessions, 'findActive' | 'moveExpiry'>;
  lifetime: SessionLifetime;
  now: () => Date;
  /** Hears why the end could not be moved; the session is good for as long as it was. */
  onNotMoved: (error: unknown) => void;
};

/**
 * Answers the session of a request, and moves its end if the request is activity of the account: what a page asks
 * for by itself, for as long as it is open, is none. Rejects where the store is away.
 */
export const currentSession =
  ({ sessions, lifetime, now, onNotMoved }: Ports) =>
  async (id: string, request: { isActivity: boolean }): Promise<Session | undefined> => {
    const session = await sessions.findActive(id, now());
    const expiresAt = session && request.isActivity ? movedExpiry(session, lifetime, now()) : undefined;
    // A store that can be read and not written must not sign anybody out at once.
    if (expiresAt) await sessions.moveExpiry(id, expiresAt).catch(onNotMoved);
    return session;
  };
