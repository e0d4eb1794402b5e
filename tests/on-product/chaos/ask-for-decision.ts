import type { DecisionAnswer } from '../../invariants/ledger';
import type { ReviewerSession } from './reviewer-session';

/** A reviewer decides; the answer for the ledger, or undefined where none came. */
export const askForDecision = async (
  session: ReviewerSession,
  registrationId: string,
  verdict: DecisionAnswer['verdict'],
): Promise<DecisionAnswer | undefined> => {
  const answer = await session.post(`/api/review/registrations/${registrationId}/decision`, { verdict });
  if (!answer) return undefined;
  const { status, body } = answer;
  const told = status === 409 ? (body as { decision?: unknown } | undefined)?.decision : body;
  return { registrationId, verdict, status, stands: told as DecisionAnswer['stands'] };
};
