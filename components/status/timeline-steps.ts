import type { ProgressReply } from '@/src/application/contracts/review';

type StepName = ProgressReply['steps'][number]['name'];

/** One step as the page shows it; without `at` it is still to come. `decision` is the last one while it is undecided. */
export type TimelineStep = {
  name: StepName | 'decision';
  at?: string;
  state: 'done' | 'current' | 'upcoming';
};

const BEFORE_DECISION: readonly StepName[] = ['submitted', 'queued', 'pending'];

/** The four steps in order. The one reached last is the current one, also when it is the outcome. */
export const timelineSteps = ({ steps, status }: ProgressReply): TimelineStep[] => {
  const outcome = status === 'approved' || status === 'rejected' ? status : 'decision';
  const names = [...BEFORE_DECISION, outcome] as const;
  const times = names.map((name) => steps.find((step) => step.name === name)?.at);
  const current = times.findLastIndex(Boolean);
  return names.map((name, index) => ({ name, at: times[index], state: stateOf(index - current) }));
};

const stateOf = (distance: number): TimelineStep['state'] => {
  if (distance === 0) return 'current';
  return distance < 0 ? 'done' : 'upcoming';
};

export const isFinal = ({ status }: ProgressReply): boolean => status === 'approved' || status === 'rejected';

/**
 * What the page shows once it has heard `heard`: an answer that some store had no part in takes nothing back that was
 * known before.
 */
export const withWhatWasKnown = (known: ProgressReply, heard: ProgressReply): ProgressReply =>
  heard.incomplete && known.steps.length > heard.steps.length ? { ...known, incomplete: true } : heard;
