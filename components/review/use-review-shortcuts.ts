import type { Review } from './use-review';
import { useShortcuts } from './use-shortcuts';

const WIDE = '(min-width: 64rem)';

/** Ties the keys to the inbox. Only a card that can be seen can be decided by a key. */
export const useReviewShortcuts = (review: Review, showHelp: () => void): void => {
  const { move, decide, setRejecting, openItem, rejecting, selection } = review;
  const pending = openItem.data?.kind === 'pending' ? openItem.data.item : undefined;
  const isInSight = () => selection.isAddressed || window.matchMedia(WIDE).matches;

  useShortcuts((shortcut) => {
    switch (shortcut) {
      case 'next':
        return move(1);
      case 'previous':
        return move(-1);
      case 'help':
        return showHelp();
      case 'approve':
        return pending && !rejecting && isInSight() && decide({ item: pending, verdict: 'approve' });
      case 'reject':
        return pending && isInSight() && setRejecting(true);
    }
  });
};
