import { web } from '@/app/_server/composition';
import { findDeadLetter } from '@/app/_server/find-dead-letter';
import { json, notFound, problem, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';
import { MOST_REDRIVES } from '@/src/application/ports/dead-letters';

/** Sends a dead letter on its way again, as a new message; 409 once that was done too often. */
export const POST = reviewerHandler(async (_request, { params, reviewer }) => {
  const deadLetter = await findDeadLetter(params);
  if (!deadLetter) return notFound('There is no such dead letter.');
  const { kind } = await web().redriveDeadLetter({ deadLetter, actor: reviewer.email });
  switch (kind) {
    case 'redriven':
      return json({ id: deadLetter.id, redrives: deadLetter.redrives + 1 });
    case 'too-often': {
      const detail = `It was redriven ${MOST_REDRIVES} times and came back each time. Discard it, or mend what refuses it.`;
      return problem({ status: 409, title: 'Redriven too often', detail });
    }
    case 'unknown':
      return notFound('There is no such dead letter.');
  }
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
