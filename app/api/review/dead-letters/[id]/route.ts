import { web } from '@/app/_server/composition';
import { findDeadLetter } from '@/app/_server/find-dead-letter';
import { reviewerHandler } from '@/app/_server/require-reviewer';
import { notFound, refuseOthers } from '@/app/_server/respond';

/** Takes a dead letter off the list for good. */
export const DELETE = reviewerHandler(async (_request, { params, reviewer }) => {
  const letter = await findDeadLetter(params);
  const discarded = letter && (await web().deadLetters.discard({ letter, actor: reviewer.email }));
  return discarded ? new Response(null, { status: 204 }) : notFound('There is no such dead letter.');
});

export const GET = refuseOthers('DELETE');
export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
