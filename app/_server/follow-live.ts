import 'server-only';
import type { RegistrationProgress } from '@/src/domain/progress';
import { web } from './composition';
import { oneAtATime } from './one-at-a-time';
import { toProgressReply } from './replies';
import type { EventSink } from './sse-body';

/** The stages before the pending list are not announced, so they are looked up; after it, announcements suffice. */
const LOOK_EVERY_MS = 1_000;
const LOOK_SELDOM_EVERY_MS = 30_000;
/** While a store cannot be read: soon enough after it is back, and no burden while it is not. */
const LOOK_IN_OUTAGE_EVERY_MS = 5_000;

type Followed = {
  first: RegistrationProgress;
  follow: () => Promise<RegistrationProgress | undefined>;
  sink: EventSink;
};

/** Sends the progress whenever it has changed and ends with the final state. Answers how to stop. */
export const followLive = ({ first, follow, sink }: Followed): (() => void) => {
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const tell = (progress: RegistrationProgress) => {
    const reply = toProgressReply(progress);
    const text = JSON.stringify(reply);
    if (text !== last) sink.send(reply);
    last = text;
    if (progress.status === 'approved' || progress.status === 'rejected') return sink.end();
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(look, pauseMsAfter(progress));
  };

  const look = oneAtATime(async () => {
    try {
      const progress = stopped ? undefined : await follow();
      if (progress && !stopped) tell(progress);
    } catch (error) {
      // The page reconnects and says so meanwhile; a stream that stays open would claim to be live.
      web().logger.warn({ err: error }, 'a followed registration could not be read');
      sink.end();
    }
  });

  const stopListening = web().pendingChanges.subscribe((change) => {
    if (change.type === 'lagging' || change.registrationId === first.registrationId) void look();
  });
  tell(first);
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopListening();
  };
};

const pauseMsAfter = ({ status, incomplete }: RegistrationProgress): number => {
  if (incomplete) return LOOK_IN_OUTAGE_EVERY_MS;
  return status === 'pending' ? LOOK_SELDOM_EVERY_MS : LOOK_EVERY_MS;
};
