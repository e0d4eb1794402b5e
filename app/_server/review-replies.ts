import 'server-only';
import type { DecisionReply, PendingItem, PendingPage } from '@/src/application/contracts/review';
import { outcomeOf, type Decision } from '@/src/domain/decision';
import type { PendingRegistration } from '@/src/domain/registration';
import type { Web } from './composition';

export const toPendingItem = (
  { id, applicant, submittedAt, pendingSince }: PendingRegistration,
  repeatedSignUps: readonly Date[] = [],
): PendingItem => ({
  registrationId: id,
  ...applicant,
  submittedAt: submittedAt.toISOString(),
  pendingSince: pendingSince.toISOString(),
  ...(repeatedSignUps.length > 0 && { repeatedSignUps: repeatedSignUps.map((at) => at.toISOString()) }),
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
