import { closedLoop } from '@/tests/harness/load-generator';
import { decide, readDecisionAnswer, type ReviewerSession } from '@/tests/harness/reviewer-session';
import { untilAnswered } from '@/tests/harness/visitor';
import type { Bench } from './bench';

type Ask = (send: () => Promise<Response>) => Promise<Response>;

/** Approves one; answers how long that took, in ms. The answer is checked later. */
export const approveOne = async (
  { answers }: Pick<Bench, 'answers'>,
  { session, ask = (send) => send() }: { session: ReviewerSession; ask?: Ask },
  registrationId: string,
): Promise<number> => {
  const since = performance.now();
  const response = await ask(() => decide(session, registrationId, { verdict: 'approve' }));
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
    // So many at once may find no free connection to Postgres in time; a desk asks again.
    async (id) => void (await approveOne(bench, { session, ask: untilAnswered }, id)),
  );
  return { tookMs: performance.now() - sinceSingle, way: 'one request for each' };
};
