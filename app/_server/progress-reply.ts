import 'server-only';
import type { ProgressReply } from '@/src/application/contracts/review';
import type { RegistrationProgress } from '@/src/domain/progress';

export const toProgressReply = ({ steps, ...progress }: RegistrationProgress): ProgressReply => ({
  ...progress,
  steps: steps.map(({ name, at }) => ({ name, at: at.toISOString() })),
});
