import { useQueryClient } from '@tanstack/react-query';
import type { ReviewEvent } from '@/src/application/contracts/review';
import type { StreamState } from '../live/open-event-stream';
import { useEventStream } from '../live/use-event-stream';
import { openItemKey } from './use-open-item';

type ReviewEvents = {
  /** Reads the queue again; called for every event, so it must be cheap. */
  refresh: () => void;
  /** Takes a registration out of sight at once. */
  hide: (registrationId: string) => void;
};

/** Follows what happens to the queue, whoever does it. */
export const useReviewEvents = ({ refresh, hide }: ReviewEvents): StreamState => {
  const client = useQueryClient();
  const readOpenItemAgain = () => void client.invalidateQueries({ queryKey: ['review', 'item'] });
  const catchUp = () => {
    refresh();
    readOpenItemAgain();
  };
  return useEventStream({
    url: '/api/review/events',
    onLive: catchUp,
    onMessage: (text) => {
      const event = JSON.parse(text) as ReviewEvent;
      if (event.type === 'lagging') return catchUp();
      if (event.type === 'decided') {
        hide(event.registrationId);
        void client.invalidateQueries({ queryKey: openItemKey(event.registrationId) });
      }
      refresh();
    },
  });
};
