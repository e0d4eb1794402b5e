import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import type { Decided } from '../api/review';
import { useMoment } from '../ui/time';

export type Announcement = {
  decided: Decided | { kind: 'failed' };
  item: PendingItem;
  again: () => Promise<void>;
};

/** Tells what became of a decision, in one sentence. `reviewerNames`: by which decisions call this reviewer. */
export const useAnnounce = (reviewerNames: readonly string[]): ((announcement: Announcement) => void) => {
  const t = useTranslations('review.decision');
  const sentenceOf = useDecisionSentence();
  const router = useRouter();

  const signInAgain = () => {
    const back = `${window.location.pathname}${window.location.search}`;
    router.push(`/signin?${new URLSearchParams({ callbackUrl: back })}`);
  };
  const announceDecision = (decision: DecisionReply, { name }: PendingItem) => {
    if (decision.outcome === 'duplicate') toast.info(t('duplicate', { name }));
    else if (!reviewerNames.includes(decision.decidedBy)) toast.info(`${name}: ${sentenceOf(decision)}`);
    else toast.success(t(decision.outcome, { name }));
  };
  return ({ decided, item, again }) => {
    switch (decided.kind) {
      case 'recorded':
        return announceDecision(decided.decision, item);
      case 'overruled':
        return toast.warning(`${item.name}: ${sentenceOf(decided.decision)}`);
      case 'gone':
        return toast.warning(t('gone', { name: item.name }));
      case 'signed-out':
        return toast.error(t('signedOut'), { action: { label: t('signIn'), onClick: signInAgain } });
      case 'failed':
        return toast.error(t('failed', { name: item.name }), {
          duration: 10_000,
          action: { label: t('retry'), onClick: () => void again() },
        });
    }
  };
};

/** "Ana approved this at 14:02". */
export const useDecisionSentence = (): ((decision: DecisionReply) => string) => {
  const t = useTranslations('review.decision');
  const moment = useMoment();
  return ({ outcome, decidedBy, decidedAt }) => {
    const when = moment(decidedAt, 'at');
    if (outcome === 'duplicate') return t('duplicateBy', { when });
    return t(outcome === 'approved' ? 'approvedBy' : 'rejectedBy', { name: decidedBy, when });
  };
};
