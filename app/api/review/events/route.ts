import { web } from '@/app/_server/composition';
import { eventStream } from '@/app/_server/event-stream';
import { reviewerHandler } from '@/app/_server/reviewer-handler';

/** Changes of the pending list as they happen. */
export const GET = reviewerHandler(async (request) =>
  eventStream(request, (sink) => web().pendingChanges.subscribe((change) => sink.send(change))),
);
