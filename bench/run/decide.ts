import type { DecisionsReply } from '@/src/application/contracts/review';
import { decide, readDecisionAnswer, type ReviewerSession } from '@/tests/harness/reviewer-session';
import type { Bench } from './bench';

/** Approves one; answers how long that took, in ms. The answer is checked later. */
export const approveOne = async (
  { answers }: Pick<Bench, 'answers'>,
  session: ReviewerSession,
  registrationId: string,
): Promise<number> => {
  const since = performance.now();
  const response = await decide(session, registrationId, { verdict: 'approve' });
  const tookMs = performance.now() - since;
  if (response.status !== 200) throw new Error(`a decision was answered ${response.status}`);
  answers.push(await readDecisionAnswer(response, { registrationId, verdict: 'approve' }));
  return tookMs;
};

/** Approves them all with one request; answers how long that took, in ms. */
export const approveMany = async (
  session: ReviewerSession,
  registrationIds: readonly string[],
): Promise<number> => {
  const since = performance.now();
  const response = await session.post('/api/review/decisions', { registrationIds, verdict: 'approve' });
  const reply = await response.text();
  const tookMs = performance.now() - since;
  if (response.status !== 200)
    throw new Error(`the decisions were answered ${response.status} ${reply.slice(0, 300)}`);
  const { results } = JSON.parse(reply) as DecisionsReply;
  const others = results.filter(({ result }) => result !== 'decided').length;
  if (others > 0) throw new Error(`${others} of ${registrationIds.length} were not decided as asked`);
  return tookMs;
};
