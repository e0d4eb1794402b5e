import { web } from '@/app/_server/composition';
import { toDecisionReply, toPendingItem } from '@/app/_server/replies';
import { json, notFound, problem, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';

/** One pending registration; 404 once it is decided, with the decision in the problem. */
export const GET = reviewerHandler(async (_request, { params }) => {
  const { id = '' } = await params;
  const found = await web().lookUpPending(id);
  switch (found.kind) {
    case 'pending':
      return json(toPendingItem(found.registration, found.repeatedSignUps));
    case 'decided':
      return problem({ status: 404, title: 'Already decided', decision: toDecisionReply(found.decision) });
    case 'unknown':
      return notFound('No such registration is pending.');
  }
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
