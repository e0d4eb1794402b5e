import { useState } from 'react';
import type { PendingPage } from '@/src/application/contracts/review';
import type { Order } from '../api/review';
import { useDecide, type Wish } from './use-decide';
import { useOpenItem } from './use-open-item';
import { useQueue, useRefreshQueue } from './use-queue';
import { useHidden } from './use-hidden';
import { useReviewEvents } from './use-review-events';
import { useSelection } from './use-selection';
import { moveBy, neighbourOf } from './visible-queue';

export type Review = ReturnType<typeof useReview>;

/** The inbox as a whole: what waits, what is open, and what a reviewer can do. */
export const useReview = ({ initial, reviewerNames }: ReviewOptions) => {
  const [order, setOrder] = useState<Order>('oldest');
  const { hidden, hide, show } = useHidden();
  const refresh = useRefreshQueue();
  const connection = useReviewEvents({ refresh, hide });
  const queue = useQueue({ order, initial, hidden, live: connection === 'live' });
  const selection = useSelection(queue.items);
  const { openId } = selection;
  const openItem = useOpenItem(
    openId,
    queue.items.find(({ registrationId }) => registrationId === openId),
  );
  const [rejectingId, setRejectingId] = useState<string>();
  const record = useDecide({ hide, show, refresh, reviewerNames });

  const goOn = () => selection.goOnTo(openId && neighbourOf(queue.items, openId));
  const decide = (wish: Wish) => {
    setRejectingId(undefined);
    goOn();
    void record(wish);
  };
  const move = (distance: 1 | -1) => {
    const target = moveBy(queue.items, openId, distance);
    if (target && target !== openId) selection.open(target);
  };
  return {
    ...{ queue, order, setOrder, connection, selection, openItem, goOn, decide, move },
    absence: absenceOf({
      failed: openItem.isError,
      isOpen: openId !== undefined,
      isEmpty: queue.total === 0,
    }),
    // Going to another card leaves the question about this one behind.
    rejecting: rejectingId !== undefined && rejectingId === openId,
    setRejecting: (rejecting: boolean) => setRejectingId(rejecting ? openId : undefined),
  };
};

type ReviewOptions = { initial: PendingPage | undefined; reviewerNames: readonly string[] };

type Absence = 'none' | 'failed' | undefined;

const absenceOf = ({
  failed,
  isOpen,
  isEmpty,
}: {
  failed: boolean;
  isOpen: boolean;
  isEmpty: boolean;
}): Absence => {
  if (failed) return 'failed';
  return isOpen || isEmpty ? undefined : 'none';
};
