import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PendingPage, ReviewEvent } from '@/src/application/contracts/review';
import type { Order } from '../api/review';
import { useEventStream, type StreamState } from '../live/use-event-stream';
import { useDecide, type DecisionInput } from './use-decide';
import { moveBy, neighbourOf, useHidden, useQueue, useRefreshQueue } from './use-queue';
import { openItemKey, useOpenItem, useSelection } from './use-selection';

export type Review = ReturnType<typeof useReview>;

/** The inbox as a whole: what waits, what is open, and what a reviewer can do with it. */
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

  const openNext = () => selection.openAfterDecision(openId && neighbourOf(queue.items, openId));
  const decide = (input: DecisionInput) => {
    setRejectingId(undefined);
    openNext();
    void record(input);
  };
  const move = (distance: 1 | -1) => {
    const target = moveBy(queue.items, openId, distance);
    if (target && target !== openId) selection.open(target);
  };
  return {
    ...{ queue, order, setOrder, connection, selection, openItem, openNext, decide, move },
    emptyReason: emptyReasonOf({
      failed: openItem.isError,
      isOpen: openId !== undefined,
      isEmpty: queue.total === 0,
    }),
    // Opening another card closes the form that asks for this one's reason.
    rejecting: rejectingId !== undefined && rejectingId === openId,
    setRejecting: (rejecting: boolean) => setRejectingId(rejecting ? openId : undefined),
  };
};

type ReviewOptions = { initial: PendingPage | undefined; reviewerNames: readonly string[] };

/** Why there is nothing on the card; undefined while it is being read, and when nobody waits. */
export type EmptyReason = 'none' | 'failed' | undefined;

const emptyReasonOf = ({
  failed,
  isOpen,
  isEmpty,
}: {
  failed: boolean;
  isOpen: boolean;
  isEmpty: boolean;
}): EmptyReason => {
  if (failed) return 'failed';
  return isOpen || isEmpty ? undefined : 'none';
};

type ReviewEvents = {
  /** Reads the queue again; called for every event, so it must be cheap. */
  refresh: () => void;
  /** Hides a registration from the list at once. */
  hide: (registrationId: string) => void;
};

/** Follows what happens to the queue, whoever does it. */
const useReviewEvents = ({ refresh, hide }: ReviewEvents): StreamState => {
  const client = useQueryClient();
  const refetchOpenItem = () => void client.invalidateQueries({ queryKey: ['review', 'item'] });
  const refetchAll = () => {
    refresh();
    refetchOpenItem();
  };
  return useEventStream({
    url: '/api/review/events',
    onLive: refetchAll,
    onMessage: (text) => {
      const event = JSON.parse(text) as ReviewEvent;
      if (event.type === 'lagging') return refetchAll();
      if (event.type === 'decided') {
        hide(event.registrationId);
        void client.invalidateQueries({ queryKey: openItemKey(event.registrationId) });
      }
      refresh();
    },
  });
};
