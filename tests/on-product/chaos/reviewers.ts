import { setTimeout as sleep } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import type { DecisionAnswer } from '../../invariants/ledger';
import { askForDecision } from './ask-for-decision';
import type { ReviewerSession } from './reviewer-session';
import type { LedgerFile } from '../../harness/ledger';
import type { Tally } from './counters';

const PAGE_SIZE = 200;
const AT_ONCE = 32;
const PAUSE_MS = 500;
const SHARE_DECIDED = 0.6;
const SHARE_BOTH_WAYS = 0.1;
const SHARE_APPROVED = 0.7;

export type Desk = {
  sessions: [ReviewerSession, ReviewerSession];
  seed: number;
  tally: Tally;
  ledger: LedgerFile<DecisionAnswer>;
};
type Page = { items: { registrationId: string }[]; nextCursor: string | null };
type Verdict = DecisionAnswer['verdict'];

/** Two reviewers go through the pending list again and again and decide what they mean to decide, until the abort. */
export const review = async (desk: Desk, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await lookThrough(desk, signal);
    await pause(signal);
  }
};

/** One walk over the whole list, to its end or to the abort. A page that cannot be had is asked for again. */
export const lookThrough = async (desk: Desk, signal: AbortSignal): Promise<void> => {
  for (let cursor: string | null = ''; cursor !== null && !signal.aborted;) {
    const page = await readPage(desk, cursor);
    if (!page) {
      await pause(signal);
      continue;
    }
    await decideSome(
      desk,
      page.items.map(({ registrationId }) => registrationId),
      signal,
    );
    cursor = page.nextCursor;
  }
};

const pause = (signal: AbortSignal): Promise<void> =>
  sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);

const readPage = async (desk: Desk, cursor: string): Promise<Page | undefined> => {
  const query = `status=pending&limit=${PAGE_SIZE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
  const answer = await desk.sessions[0].get(`/api/review/registrations?${query}`);
  desk.tally.answered('list', answer?.status);
  return answer?.status === 200 ? (answer.body as Page) : undefined;
};

/** Several are under way all the time, so that a process that is paused holds up no more than what it was asked. */
const decideSome = async (desk: Desk, ids: readonly string[], signal: AbortSignal): Promise<void> => {
  const chosen = ids.filter((id) => chanceOf(desk, id, 'decide') < SHARE_DECIDED);
  const work = async (): Promise<void> => {
    for (let id = chosen.shift(); id !== undefined && !signal.aborted; id = chosen.shift()) {
      await decide(desk, id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/** What is not answered is met again on the next walk if it still waits. */
const decide = async (desk: Desk, id: string): Promise<void> => {
  const [ana, bia] = desk.sessions;
  if (chanceOf(desk, id, 'both ways') < SHARE_BOTH_WAYS) {
    await Promise.all([
      ask(desk, ana, { id, verdict: 'approve' }),
      ask(desk, bia, { id, verdict: 'reject' }),
    ]);
    desk.tally.bothWays += 1;
    return;
  }
  const reviewer = chanceOf(desk, id, 'reviewer') < 0.5 ? ana : bia;
  const verdict = chanceOf(desk, id, 'verdict') < SHARE_APPROVED ? 'approve' : 'reject';
  await ask(desk, reviewer, { id, verdict });
};

const ask = async (
  { tally, ledger }: Desk,
  session: ReviewerSession,
  { id, verdict }: { id: string; verdict: Verdict },
): Promise<void> => {
  const answer = await askForDecision(session, id, verdict);
  tally.answered('decision', answer?.status);
  if (!answer) return;
  if (answer.status === 200) tally.decided += 1;
  await ledger.append(answer);
};

/** A number in [0, 1) that depends on the seed, the registration and the question alone, not on any order. */
const chanceOf = ({ seed }: Desk, id: string, question: string): number =>
  createHash('sha256').update(`${seed} ${id} ${question}`).digest().readUInt32BE(0) / 2 ** 32;
