import { web } from '@/app/_server/composition';
import { endWithSession } from '@/app/_server/end-with-session';
import { eventStream } from '@/app/_server/event-stream';
import { refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';

/** Changes of the pending list as they happen, until the session ends. */
export const GET = reviewerHandler((request, { session }) =>
  eventStream(request, { session: session.id }, async () => (sink) => {
    const stopLooking = endWithSession(session, sink);
    const stopListening = web().pendingChanges.subscribe((change) => sink.send(change));
    return () => {
      stopLooking();
      stopListening();
    };
  }),
);

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
// A stream that nobody reads would never end.
export const HEAD = POST;
