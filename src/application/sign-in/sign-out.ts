import { subjectOf } from '@/src/domain/account';
import type { Sessions } from '../ports/sessions';

type Ports = { sessions: Sessions; now: () => Date };
type SignOut = { sessionId: string; from: string };

/**
 * Ends a session for good: whoever kept its cookie is refused from now on, and its open streams end. Rejects where the
 * store is away, when the session may still be good. Harmless to repeat.
 */
export const signOut =
  ({ sessions, now }: Ports) =>
  async ({ sessionId, from }: SignOut): Promise<void> => {
    const session = await sessions.findActive(sessionId, now());
    if (!session) return;
    const { account } = session;
    const entry = { at: now(), actor: account.email, subject: subjectOf(account), detail: { from } };
    await sessions.end(sessionId, { ...entry, action: 'sign-out' });
  };
