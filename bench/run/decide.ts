import { closedLoop } from '@/tests/harness/load-generator';
import { decide, readDecisionAnswer, type ReviewerSession } from '@/tests/harness/reviewer-session';
import type { Bench } from './bench';

/** Approves one; answers how long that took, in ms. The answer is checked later. */
export const approveOne = async (
  { answers }: Bench,
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

const NOT_THERE = [404, 405];

/**
 * Approves them all at a stroke; answers in how many ms, and by what way: one request for all of them, or, where the
 * product has no such path, one for each, many at once.
 */
export const approveMany = async (
  bench: Bench,
  session: ReviewerSession,
  registrationIds: readonly string[],
): Promise<{ tookMs: number; way: string }> => {
  const since = performance.now();
  const response = await session.post('/api/review/decisions', { registrationIds, verdict: 'approve' });
  const reply = await response.text();
  const tookMs = performance.now() - since;
  if (response.ok) return { tookMs, way: 'one request' };
  if (!NOT_THERE.includes(response.status))
    throw new Error(`the decisions were answered ${response.status} ${reply.slice(0, 300)}`);
  const sinceSingle = performance.now();
  const left = [...registrationIds];
  await closedLoop(
    bench.sizes.connections,
    () => left.shift(),
    async (id) => void (await approveOne(bench, session, id)),
  );
  return { tookMs: performance.now() - sinceSingle, way: 'one request for each' };
};
