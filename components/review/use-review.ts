import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PendingItem, PendingPage, ReviewEvent } from '@/src/application/contracts/review';
import type { Order } from '../api/review';
import { noteSession, useSessionEnded } from '../api/session-ended';
import type { StreamState } from '../live/event-stream';
import { useEventStream } from '../live/use-event-stream';
import { useSeen } from '../ui/use-seen';
import { useProblems } from './problems';
import { keepReason } from './reason-drafts';
import { useDecide, type DecisionInput, type DecisionResult } from './use-decide';
import { useMoves } from './use-moves';
import { useHidden, useQueue, useRefreshQueue } from './use-queue';
import { openItemKey, useOpenItem, useSelection, type OpenItem } from './use-selection';

export type Review = ReturnType<typeof useReview>;

/** The inbox as a whole: what waits, what is open, and what a reviewer can do with it. */
export const useReview = ({ initial, reviewerNames }: ReviewOptions) => {
  const [order, setOrder] = useState<Order>('oldest');
  const { hidden, hide, show } = useHidden();
  const refresh = useRefreshQueue();
  const [underway] = useState(() => new Set<string>());
  const connection = useReviewEvents({ refresh, hide, underway });
  const polls = connection !== 'live' && connection !== 'ended';
  const queue = useQueue({ order, initial, hidden, polls });
  const selection = useSelection(queue.items);
  const { openId } = selection;
  const openItem = useOpenItem(
    openId,
    queue.items.find(({ registrationId }) => registrationId === openId),
  );
  const moves = useMoves({ queue, selection });
  const card = useSeen(moves.isMoving ? undefined : subjectOf(openItem.data, selection.isInAddress));
  const record = useDecide({ hide, show, refresh, reviewerNames, underway });
  const deciding = useDeciding({ openId, record, openNext: moves.openNext });
  return {
    ...{ queue, order, setOrder, connection, selection, openItem, card, ...moves, ...deciding },
    emptyReason: emptyReasonOf({
      failed: openItem.isError,
      isOpen: openId !== undefined,
      isEmpty: queue.total === 0,
    }),
  };
};

/** What tells apart the cards that can be decided, with what is written on them and whether a phone shows them. */
const subjectOf = (open: OpenItem | undefined, isInAddress: boolean): string | undefined =>
  open?.kind === 'pending' && (isInAddress || isWideScreen())
    ? JSON.stringify([isInAddress, open.item])
    : undefined;

const WIDE_SCREEN = '(min-width: 64rem)';

const isWideScreen = (): boolean => typeof window !== 'undefined' && window.matchMedia(WIDE_SCREEN).matches;

type DecidingOptions = {
  openId: string | undefined;
  record: (input: DecisionInput) => Promise<DecisionResult>;
  openNext: () => void;
};

/** The two ways to decide: an approval goes on to the next card at once, a rejection once the server has taken it. */
const useDeciding = ({ openId, record, openNext }: DecidingOptions) => {
  const [rejectingId, setRejectingId] = useState<string>();
  const { problems, report, dismiss } = useProblems();
  const openNow = useLatest({ openId, openNext });

  const recordOrReport = async (input: DecisionInput): Promise<void> => {
    dismiss(input.item.registrationId);
    const result = await record(input);
    if (isUnrecorded(result)) report(input);
  };
  const reject = async (item: PendingItem, reason: string | undefined): Promise<DecisionResult> => {
    const input: DecisionInput = { item, verdict: 'reject', reason };
    dismiss(item.registrationId);
    const result = await record(input);
    const isOpen = openNow.current.openId === item.registrationId;
    if (result.kind === 'recorded') {
      keepReason(item.registrationId, '');
      setRejectingId((id) => (id === item.registrationId ? undefined : id));
      if (isOpen) openNow.current.openNext();
    } else if (isUnrecorded(result) && !isOpen) report(input);
    return result;
  };
  return {
    ...{ problems, dismiss, reject, retry: (input: DecisionInput) => void recordOrReport(input) },
    approve: (item: PendingItem) => {
      openNext();
      void recordOrReport({ item, verdict: 'approve' });
    },
    // Opening another card closes the panel that asks for this one's reason; what was typed is kept for it.
    rejecting: rejectingId !== undefined && rejectingId === openId,
    setRejecting: (rejecting: boolean) => setRejectingId(rejecting ? openId : undefined),
  };
};

const isUnrecorded = ({ kind }: DecisionResult): boolean =>
  kind === 'failed' || kind === 'signed-out' || kind === 'invalid';

/** What is so at the moment it is asked, for what goes on after an answer. */
const useLatest = <T>(value: T) => {
  const latest = useRef(value);
  useEffect(() => void (latest.current = value));
  return latest;
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
  /** What is being decided here: the answer tells what became of it, so the event need not be looked into. */
  underway: ReadonlySet<string>;
};

/** Follows what happens to the queue, whoever does it. */
const useReviewEvents = ({ refresh, hide, underway }: ReviewEvents): StreamState => {
  const client = useQueryClient();
  const refetchOpenItem = () => void client.invalidateQueries({ queryKey: ['review', 'item'] });
  const refetchAll = () => {
    refresh();
    refetchOpenItem();
  };
  const ended = useSessionEnded();
  const state = useEventStream({
    url: ended ? undefined : '/api/review/events',
    onLive: refetchAll,
    onEnded: () => noteSession(401),
    onMessage: (text) => {
      const event = JSON.parse(text) as ReviewEvent;
      if (event.type === 'lagging') return refetchAll();
      if (event.type === 'decided') {
        hide(event.registrationId);
        if (!underway.has(event.registrationId))
          void client.invalidateQueries({ queryKey: openItemKey(event.registrationId) });
      }
      refresh();
    },
  });
  return ended ? 'ended' : state;
};
