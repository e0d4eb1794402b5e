import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import { Unreachable } from '../api/http';
import { decide, type Decided, type DecisionRequest } from '../api/review';
import { useMoment } from '../ui/time';
import { decidedItem, openItemKey } from './use-selection';

/** What a reviewer wants to decide. */
export type DecisionInput = { item: PendingItem; verdict: 'approve' | 'reject'; reason?: string };

type DecideOptions = {
  hide: (registrationId: string) => void;
  show: (registrationId: string) => void;
  refresh: () => void;
  reviewerNames: readonly string[];
};

/**
 * Decides, with the row gone at once and back again if the decision could not be recorded. After a lost answer the
 * decision may be recorded all the same; deciding the same way once more then confirms it.
 */
export const useDecide = ({
  hide,
  show,
  refresh,
  reviewerNames,
}: DecideOptions): ((input: DecisionInput) => Promise<void>) => {
  const client = useQueryClient();
  const showResult = useDecisionToast(reviewerNames);

  const decideOnce = async ({ item, verdict, reason }: DecisionInput): Promise<void> => {
    const { registrationId } = item;
    const retry = () => decideOnce({ item, verdict, reason });
    hide(registrationId);
    const decided = await attempt({ registrationId, verdict, reason });
    if (decided.kind === 'failed' || decided.kind === 'signed-out') show(registrationId);
    if ('decision' in decided)
      client.setQueryData(openItemKey(registrationId), decidedItem(decided.decision, item));
    showResult({ decided, item, retry });
    refresh();
  };
  return decideOnce;
};

const attempt = async (request: DecisionRequest): Promise<Decided | { kind: 'failed' }> => {
  try {
    return await decide(request);
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'failed' };
    throw error;
  }
};

/** The sentence on a decision that stands, such as "Ana approved this at 14:02". */
export const useDecisionSentence = (): ((decision: DecisionReply) => string) => {
  const t = useTranslations('review.decision');
  const moment = useMoment();
  return ({ outcome, decidedBy, decidedAt }) => {
    const when = moment(decidedAt, 'at');
    if (outcome === 'duplicate') return t('duplicateBy', { when });
    return t(outcome === 'approved' ? 'approvedBy' : 'rejectedBy', { name: decidedBy, when });
  };
};

type DecisionResult = {
  decided: Decided | { kind: 'failed' };
  item: PendingItem;
  retry: () => Promise<void>;
};

/** Says in one sentence what became of a decision. `reviewerNames`: how decisions name this reviewer. */
const useDecisionToast = (reviewerNames: readonly string[]): ((result: DecisionResult) => void) => {
  const t = useTranslations('review.decision');
  const sentenceOf = useDecisionSentence();
  const router = useRouter();

  const signInAgain = () => {
    const back = `${window.location.pathname}${window.location.search}`;
    router.push(`/signin?${new URLSearchParams({ callbackUrl: back })}`);
  };
  const showDecision = (decision: DecisionReply, { name }: PendingItem) => {
    if (decision.outcome === 'duplicate') toast.info(t('duplicate', { name }));
    else if (!reviewerNames.includes(decision.decidedBy)) toast.info(`${name}: ${sentenceOf(decision)}`);
    else toast.success(t(decision.outcome, { name }));
  };
  return ({ decided, item, retry }) => {
    switch (decided.kind) {
      case 'recorded':
        return showDecision(decided.decision, item);
      case 'conflict':
        return toast.warning(`${item.name}: ${sentenceOf(decided.decision)}`);
      case 'gone':
        return toast.warning(t('gone', { name: item.name }));
      case 'signed-out':
        return toast.error(t('signedOut'), { action: { label: t('signIn'), onClick: signInAgain } });
      case 'failed':
        return toast.error(t('failed', { name: item.name }), {
          duration: 10_000,
          action: { label: t('retry'), onClick: () => void retry() },
        });
    }
  };
};
