import 'server-only';
import type {
  DecisionReply,
  DecisionResult,
  PendingItem,
  PendingPage,
  ProgressReply,
  RepeatedSignUp,
} from '@/src/application/contracts/review';
import type { RepeatedSignUps } from '@/src/application/ports/decisions';
import type { DecideOutcome } from '@/src/application/review/decide-registrations';
import type { Decision } from '@/src/domain/decision';
import { domainOf } from '@/src/domain/email';
import type { RegistrationProgress } from '@/src/domain/progress';
import type { PendingRegistration, QueuedRegistration, RegistrationId } from '@/src/domain/registration';
import { domainInUnicode } from '@/src/infrastructure/idna/domain-names';
import type { Web } from './composition';

// What use cases answer, as the contracts put it on the wire.

export const toProgressReply = ({ steps, ...progress }: RegistrationProgress): ProgressReply => ({
  ...progress,
  steps: steps.map(({ name, at }) => ({ name, at: at.toISOString() })),
});

export const toPendingItem = (
  { id, applicant, submittedAt, pendingSince }: PendingRegistration,
  repeats?: RepeatedSignUps,
): PendingItem => ({
  registrationId: id,
  ...applicant,
  domainInUnicode: domainInUnicode(domainOf(applicant.email)),
  submittedAt: submittedAt.toISOString(),
  pendingSince: pendingSince.toISOString(),
  ...(repeats && {
    repeatedSignUpCount: repeats.count,
    repeatedSignUps: repeats.last.map((at) => at.toISOString()),
  }),
});

export const toPendingPage = ({
  items,
  repeatedSignUps,
  nextCursor,
  total,
}: Awaited<ReturnType<Web['listPending']>>): PendingPage => ({
  items: items.map((item) => toPendingItem(item, repeatedSignUps.get(item.id))),
  nextCursor: nextCursor ?? null,
  total,
});

export const toRepeatedSignUp = ({ id, applicant, submittedAt }: QueuedRegistration): RepeatedSignUp => ({
  registrationId: id,
  ...applicant,
  submittedAt: submittedAt.toISOString(),
});

export const toDecisionReply = (decision: Decision): DecisionReply => ({
  registrationId: decision.registrationId,
  outcome: decision.outcome,
  decidedBy: decision.decidedBy,
  decidedAt: decision.decidedAt.toISOString(),
  reason: decision.outcome === 'rejected' ? decision.reason : undefined,
});

export const toDecisionResult = (registrationId: RegistrationId, outcome: DecideOutcome): DecisionResult =>
  outcome.kind === 'unknown'
    ? { registrationId, result: 'unknown' }
    : {
        registrationId,
        result: outcome.kind === 'agreed' ? 'decided' : 'overruled',
        decision: toDecisionReply(outcome.decision),
      };
