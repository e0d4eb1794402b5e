import { web } from '@/app/_server/composition';
import { readBody } from '@/app/_server/read-body';
import { toDecisionResult } from '@/app/_server/replies';
import { json, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { decisionsRequest, type DecisionsReply } from '@/src/application/contracts/review';

/** Decides many registrations with one verdict, each once, and answers what became of each. */
export const POST = reviewerHandler(async (request, { reviewer }) => {
  const body = await readBody(request, decisionsRequest, LIMITS.bodyBytes);
  if (!body.ok) return body.response;
  const { registrationIds } = body.value;
  const outcomes = await web().decideRegistrations({ ...body.value, decidedBy: reviewer.email });
  const results = outcomes.map((outcome, index) => toDecisionResult(registrationIds[index]!, outcome));
  return json({ results } satisfies DecisionsReply);
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
