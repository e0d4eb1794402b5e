import { useQueryClient } from '@tanstack/react-query';
import type { PendingItem } from '@/src/application/contracts/review';
import { decide, type Decided } from '../api/review';
import { Unreachable } from '../api/request';
import { useAnnounce } from './use-announce';
import { decidedItem, openItemKey } from './use-open-item';

export type Wish = { item: PendingItem; verdict: 'approve' | 'reject'; reason?: string };

type Deciding = {
  hide: (registrationId: string) => void;
  show: (registrationId: string) => void;
  refresh: () => void;
  reviewerNames: readonly string[];
};

/**
 * Decides, with the row gone at once and back again if the decision could not be recorded. After a lost answer the
 * decision may stand all the same; deciding the same way once more then tells it.
 */
export const useDecide = ({
  hide,
  show,
  refresh,
  reviewerNames,
}: Deciding): ((wish: Wish) => Promise<void>) => {
  const client = useQueryClient();
  const announce = useAnnounce(reviewerNames);

  const decideOnce = async ({ item, verdict, reason }: Wish): Promise<void> => {
    const { registrationId } = item;
    const again = () => decideOnce({ item, verdict, reason });
    hide(registrationId);
    const decided = await attempt({ registrationId, verdict, reason });
    if (decided.kind === 'failed' || decided.kind === 'signed-out') show(registrationId);
    if ('decision' in decided)
      client.setQueryData(openItemKey(registrationId), decidedItem(decided.decision, item));
    announce({ decided, item, again });
    refresh();
  };
  return decideOnce;
};

const attempt = async (wish: Parameters<typeof decide>[0]): Promise<Decided | { kind: 'failed' }> => {
  try {
    return await decide(wish);
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'failed' };
    throw error;
  }
};
