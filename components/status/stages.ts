import type { ProgressReply } from '@/src/application/contracts/review';

type StepName = ProgressReply['steps'][number]['name'];

/** One line of the time line; without `at` it is still to come. `decision` stands where the outcome is not known. */
export type Stage = { name: StepName | 'decision'; at?: string; state: 'done' | 'current' | 'ahead' };

const WAY: readonly StepName[] = ['submitted', 'queued', 'pending'];

/** The four stages in order. The one reached last is the current one, also when it is the outcome. */
export const stagesOf = ({ steps, status }: ProgressReply): Stage[] => {
  const outcome = status === 'approved' || status === 'rejected' ? status : 'decision';
  const names = [...WAY, outcome] as const;
  const times = names.map((name) => steps.find((step) => step.name === name)?.at);
  const current = times.findLastIndex(Boolean);
  return names.map((name, index) => ({ name, at: times[index], state: stateOf(index - current) }));
};

const stateOf = (distance: number): Stage['state'] => {
  if (distance === 0) return 'current';
  return distance < 0 ? 'done' : 'ahead';
};

export const isFinal = ({ status }: ProgressReply): boolean => status === 'approved' || status === 'rejected';
