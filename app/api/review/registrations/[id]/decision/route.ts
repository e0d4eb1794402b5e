import { web } from '@/app/_server/composition';
import { readBody } from '@/app/_server/read-body';
import { toDecisionReply } from '@/app/_server/replies';
import { json, notFound, problem, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { decisionRequest } from '@/src/application/contracts/review';
import { toRegistrationId } from '@/src/domain/registration';

/** Decides a registration, once: asking again the same way answers the first decision, the other way 409 with it. */
export const POST = reviewerHandler(async (request, { params, reviewer }) => {
  const { id = '' } = await params;
  const registrationId = toRegistrationId(id);
  if (!registrationId) return notFound('No such registration is pending.');
  const body = await readBody(request, decisionRequest, LIMITS.bodyBytes);
  if (!body.ok) return body.response;

  const outcomes = await web().decideRegistrations({
    registrationIds: [registrationId],
    ...body.value,
    decidedBy: reviewer.email,
  });
  const outcome = outcomes[0]!;
  switch (outcome.kind) {
    case 'agreed':
      return json(toDecisionReply(outcome.decision));
    case 'overruled': {
      const decision = toDecisionReply(outcome.decision);
      const detail = `${decision.decidedBy} decided before: ${decision.outcome}.`;
      return problem({ status: 409, title: 'Already decided otherwise', detail, decision });
    }
    case 'unknown':
      return notFound('No such registration is pending.');
  }
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
