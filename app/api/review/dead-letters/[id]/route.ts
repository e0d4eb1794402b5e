import { web } from '@/app/_server/composition';
import { findDeadLetter } from '@/app/_server/find-dead-letter';
import { notFound, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';

/** Takes a dead letter off the list for good. */
export const DELETE = reviewerHandler(async (_request, { params, reviewer }) => {
  const deadLetter = await findDeadLetter(params);
  const discarded = deadLetter && (await web().discardDeadLetter({ deadLetter, actor: reviewer.email }));
  return discarded ? new Response(null, { status: 204 }) : notFound('There is no such dead letter.');
});

export const { GET, POST, PUT, PATCH } = refuseOthers('DELETE');
