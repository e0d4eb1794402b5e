import 'server-only';
import type { ReviewEvent } from '@/src/application/contracts/review';
import type { SessionEnding } from '@/src/application/ports/sessions';
import type { Session } from '@/src/domain/session';
import { web } from './composition';
import type { EventSink } from './sse-body';

/** Within a heartbeat, with time for the look itself: an ending can be missed. */
const LOOK_EVERY_MS = 8_000;

const ENDED: ReviewEvent = { type: 'session-ended' };

/**
 * Ends a stream when its session ends: at once where the ending is told, else at the next look. An open stream is no
 * activity, so it ends with a session that is idle as well. Answers how to stop looking.
 */
export const endWithSession = ({ id, account }: Session, sink: EventSink): (() => void) => {
  const look = async (): Promise<void> => {
    try {
      if (await web().currentSession(id, { isActivity: false })) return;
      sink.send(ENDED);
    } catch (error) {
      // Nobody counts as signed in without being looked up: the page connects again, and is told what is wrong.
      web().logger.warn({ err: error }, 'the session of an open stream could not be looked up');
    }
    sink.end();
  };
  const concernsUs = (ending: SessionEnding): boolean =>
    ending.type === 'lagging' ||
    (ending.type === 'session' ? ending.sessionId === id : ending.accountId === account.id);

  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  const stopListening = web().sessionEndings.subscribe((ending) => {
    if (concernsUs(ending)) void look();
  });
  return () => {
    clearInterval(timer);
    stopListening();
  };
};
