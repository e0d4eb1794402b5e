import { web } from '@/app/_server/composition';
import { findDeadLetter } from '@/app/_server/find-dead-letter';
import { reviewerHandler } from '@/app/_server/require-reviewer';
import { json, notFound, problem, refuseOthers } from '@/app/_server/respond';
import { MOST_REDRIVES } from '@/src/application/ports/dead-letters';

/** Sends a dead letter on its way again, as a new message; 409 once that was done too often. */
export const POST = reviewerHandler(async (_request, { params, reviewer }) => {
  const letter = await findDeadLetter(params);
  if (!letter) return notFound('There is no such dead letter.');
  const { kind } = await web().deadLetters.redrive({ letter, actor: reviewer.email });
  switch (kind) {
    case 'redriven':
      return json({ id: letter.id, redrives: letter.redrives + 1 });
    case 'too-often': {
      const detail = `It was redriven ${MOST_REDRIVES} times and came back each time. Discard it, or mend what refuses it.`;
      return problem({ status: 409, title: 'Redriven too often', detail });
    }
    case 'unknown':
      return notFound('There is no such dead letter.');
  }
});

export const GET = refuseOthers('POST');
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
