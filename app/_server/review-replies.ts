import 'server-only';
import type { DecisionReply, PendingItem, PendingPage } from '@/src/application/contracts/review';
import { outcomeOf, type Decision } from '@/src/domain/decision';
import type { PendingRegistration } from '@/src/domain/registration';
import type { Web } from './composition';

export const toPendingItem = (
  { id, applicant, submittedAt, pendingSince }: PendingRegistration,
  attempts: readonly Date[] = [],
): PendingItem => ({
  registrationId: id,
  ...applicant,
  submittedAt: submittedAt.toISOString(),
  pendingSince: pendingSince.toISOString(),
  ...(attempts.length > 0 && { attempts: attempts.map((at) => at.toISOString()) }),
});

export const toPendingPage = ({
  items,
  attempts,
  nextCursor,
  total,
}: Awaited<ReturnType<Web['listPending']>>): PendingPage => ({
  items: items.map((item) => toPendingItem(item, attempts.get(item.id))),
  nextCursor: nextCursor ?? null,
  total,
});

export const toDecisionReply = ({
  registrationId,
  verdict,
  decidedBy,
  decidedAt,
  reason,
}: Decision): DecisionReply => ({
  registrationId,
  outcome: outcomeOf(verdict),
  decidedBy,
  decidedAt: decidedAt.toISOString(),
  reason,
});
