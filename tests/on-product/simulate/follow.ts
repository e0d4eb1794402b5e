import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressReply } from '@/src/application/contracts/review';
import { answerOrNone, jsonOrNone, webAt } from '../../harness/web-client';

/** When the registration was seen in review, and what the times of its stages say (all in ms). */
export type Arrival = { seenAfterMs: number; travelledMs: number };

export type Follow = { url: string; statusUrl: string; since: number; deadline: number };

const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1_000;
const POLLS_PER_SECOND = 100;
const POLL_TIMEOUT_MS = 5_000;

// While many wait, all of them together ask no more often than this, or the asking itself would slow the system down.
let waiting = 0;
const fairPauseMs = (): number => (waiting * 1_000) / POLLS_PER_SECOND;

/** Polls the public status until the registration waits for a reviewer or is decided; undefined past the deadline. */
export const followToReview = async (follow: Follow): Promise<Arrival | undefined> => {
  waiting += 1;
  try {
    return await pollUntilReview(follow);
  } finally {
    waiting -= 1;
  }
};

const pollUntilReview = async (follow: Follow): Promise<Arrival | undefined> => {
  for (let pauseMs = FIRST_PAUSE_MS; Date.now() < follow.deadline; pauseMs *= 1.2) {
    const progress = await readProgress(follow);
    const pendingAt = timeOf(progress, 'pending');
    if (pendingAt !== undefined) {
      const submittedAt = timeOf(progress, 'submitted') ?? follow.since;
      return { seenAfterMs: Date.now() - follow.since, travelledMs: pendingAt - submittedAt };
    }
    await sleep(Math.max(Math.min(pauseMs, LONGEST_PAUSE_MS), fairPauseMs()));
  }
  return undefined;
};

/** Undefined while nobody answers: the next poll will tell. */
const readProgress = async ({ url, statusUrl }: Follow): Promise<ProgressReply | undefined> => {
  const response = await answerOrNone(webAt(url, POLL_TIMEOUT_MS).send(`/api${statusUrl}`));
  return response?.ok ? jsonOrNone<ProgressReply>(response) : undefined;
};

const timeOf = (progress: ProgressReply | undefined, name: 'submitted' | 'pending'): number | undefined => {
  const step = progress?.steps.find((candidate) => candidate.name === name);
  return step && Date.parse(step.at);
};
