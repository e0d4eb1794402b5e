import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import { Unreachable } from '../api/http';
import { decide, type Decided, type DecisionRequest } from '../api/review';
import { useMoment } from '../ui/time';
import { UserText } from '../ui/user-text';
import { decidedItem, missingItem, openItemKey } from './use-selection';

/** What a reviewer wants to decide. */
export type DecisionInput = { item: PendingItem; verdict: 'approve' | 'reject'; reason?: string };

/** What became of it; `failed`: it may be recorded or not. */
export type DecisionResult = Decided | { kind: 'failed' };

type DecideOptions = {
  hide: (registrationId: string) => void;
  show: (registrationId: string) => void;
  refresh: () => void;
  reviewerNames: readonly string[];
  /** The registrations whose decision is on its way. */
  underway: Set<string>;
};

/**
 * Decides, with the row gone at once and back again if the decision could not be recorded. After a lost answer the
 * decision may be recorded all the same; deciding the same way once more then confirms it.
 * @returns what became of it, which has been told already where a decision stands or the registration is gone.
 */
export const useDecide = ({ hide, show, refresh, reviewerNames, underway }: DecideOptions) => {
  const client = useQueryClient();
  const tell = useDecisionToast(reviewerNames);

  return async ({ item, verdict, reason }: DecisionInput): Promise<DecisionResult> => {
    const { registrationId } = item;
    hide(registrationId);
    underway.add(registrationId);
    const result = await attempt({ registrationId, verdict, reason });
    underway.delete(registrationId);
    const key = openItemKey(registrationId);
    if ('decision' in result) client.setQueryData(key, decidedItem(result.decision, item));
    else if (result.kind === 'gone') client.setQueryData(key, missingItem(item));
    else {
      show(registrationId);
      void client.invalidateQueries({ queryKey: key });
    }
    tell(result, item);
    refresh();
    return result;
  };
};

const attempt = async (request: DecisionRequest): Promise<DecisionResult> => {
  try {
    return await decide(request);
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'failed' };
    throw error;
  }
};

const person = (name: ReactNode) => <UserText>{name}</UserText>;

/** The sentence on a decision that stands, such as "Ana approved this at 14:02". */
export const useDecisionSentence = (): ((decision: DecisionReply) => ReactNode) => {
  const t = useTranslations('review.decision');
  const moment = useMoment();
  return ({ outcome, decidedBy, decidedAt }) => {
    const when = moment(decidedAt, 'at');
    if (outcome === 'duplicate') return t('duplicateBy', { when });
    return t.rich(outcome === 'approved' ? 'approvedBy' : 'rejectedBy', { name: decidedBy, when, person });
  };
};

/** Says in one sentence what stands. `reviewerNames`: how decisions name this reviewer. What failed is told elsewhere. */
const useDecisionToast = (reviewerNames: readonly string[]) => {
  const t = useTranslations('review.decision');
  const sentenceOf = useDecisionSentence();
  const overtaken = (decision: DecisionReply, { name }: PendingItem) =>
    t.rich('overtaken', { name, person, what: () => sentenceOf(decision) });

  const showDecision = (decision: DecisionReply, item: PendingItem) => {
    const { name } = item;
    if (decision.outcome === 'duplicate') toast.info(t.rich('duplicate', { name, person }));
    else if (!reviewerNames.includes(decision.decidedBy)) toast.info(overtaken(decision, item));
    else toast.success(t.rich(decision.outcome, { name, person }));
  };
  return (result: DecisionResult, item: PendingItem): void => {
    if (result.kind === 'recorded') showDecision(result.decision, item);
    else if (result.kind === 'conflict') toast.warning(overtaken(result.decision, item));
    else if (result.kind === 'gone') toast.warning(t.rich('gone', { name: item.name, person }));
  };
};
