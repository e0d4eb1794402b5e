import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PendingPage } from '@/src/application/contracts/review';
import type { LedgerFile } from '../../harness/ledger';
import { closedLoop } from '../../harness/load-generator';
import {
  decide,
  pendingPagePath,
  readDecisionAnswer,
  type ReviewerSession,
} from '../../harness/reviewer-session';
import { answerOrNone, jsonOrNone } from '../../harness/web-client';
import type { DecisionAnswer } from '../../invariants/facts';
import type { Counters } from './counters';

const PAGE_SIZE = 200;
const AT_ONCE = 32;
const PAUSE_MS = 500;
const SHARE_DECIDED = 0.6;
const SHARE_BOTH_WAYS = 0.1;
const SHARE_APPROVED = 0.7;

export type Reviewers = {
  sessions: [ReviewerSession, ReviewerSession];
  seed: number;
  counters: Counters;
  ledger: LedgerFile<DecisionAnswer>;
};

/** Two reviewers go through the pending list again and again and decide what they mean to decide, until the abort. */
export const review = async (reviewers: Reviewers, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await reviewOnce(reviewers, signal);
    await pause(signal);
  }
};

/** One walk over the whole list, to its end or to the abort. A page that cannot be had is asked for again. */
export const reviewOnce = async (reviewers: Reviewers, signal: AbortSignal): Promise<void> => {
  for (let cursor: string | null = ''; cursor !== null && !signal.aborted;) {
    const page = await readPage(reviewers, cursor);
    if (!page) {
      await pause(signal);
      continue;
    }
    await decideSome(
      reviewers,
      page.items.map(({ registrationId }) => registrationId),
      signal,
    );
    cursor = page.nextCursor;
  }
};

const pause = (signal: AbortSignal): Promise<void> =>
  sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);

const readPage = async (
  { sessions, counters }: Reviewers,
  cursor: string,
): Promise<PendingPage | undefined> => {
  const answer = await answerOrNone(sessions[0].get(pendingPagePath(PAGE_SIZE, cursor)));
  counters.answered('list', answer?.status);
  return answer?.status === 200 ? jsonOrNone<PendingPage>(answer) : undefined;
};

/** Several are under way all the time, so that a process that is paused holds up no more than what it was asked. */
const decideSome = async (
  reviewers: Reviewers,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  const chosen = ids.filter((id) => chanceOf(reviewers, id, 'decide') < SHARE_DECIDED);
  const next = () => (signal.aborted ? undefined : chosen.shift());
  await closedLoop(AT_ONCE, next, (id) => decideOne(reviewers, id));
};

/** What is not answered is met again on the next walk if it still waits. */
const decideOne = async (reviewers: Reviewers, id: string): Promise<void> => {
  const [ana, bia] = reviewers.sessions;
  if (chanceOf(reviewers, id, 'both ways') < SHARE_BOTH_WAYS) {
    await Promise.all([
      ask(reviewers, ana, { registrationId: id, verdict: 'approve' }),
      ask(reviewers, bia, { registrationId: id, verdict: 'reject' }),
    ]);
    reviewers.counters.bothWays += 1;
    return;
  }
  const reviewer = chanceOf(reviewers, id, 'reviewer') < 0.5 ? ana : bia;
  const verdict = chanceOf(reviewers, id, 'verdict') < SHARE_APPROVED ? 'approve' : 'reject';
  await ask(reviewers, reviewer, { registrationId: id, verdict });
};

const ask = async (
  { counters, ledger }: Reviewers,
  session: ReviewerSession,
  asked: Pick<DecisionAnswer, 'registrationId' | 'verdict'>,
): Promise<void> => {
  const response = await answerOrNone(decide(session, asked.registrationId, { verdict: asked.verdict }));
  counters.answered('decision', response?.status);
  if (!response) return;
  if (response.status === 200) counters.decided += 1;
  await ledger.append(await readDecisionAnswer(response, asked));
};

/** A number in [0, 1) that depends on the seed, the registration and the question alone, not on any order. */
const chanceOf = ({ seed }: Reviewers, id: string, question: string): number =>
  createHash('sha256').update(`${seed} ${id} ${question}`).digest().readUInt32BE(0) / 2 ** 32;
