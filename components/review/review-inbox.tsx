'use client';

import { useRef } from 'react';
import type { PendingPage } from '@/src/application/contracts/review';
import { QueryProvider } from '../api/query-provider';
import { SessionEnded } from '../chrome/session-ended';
import { CardActions } from './card-actions';
import { CardPane } from './card-pane';
import { Problems } from './problems';
import { QueuePane } from './queue-pane';
import { useReviewShortcuts } from './shortcuts';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useReview } from './use-review';
import { LIST_PATH, pathTo } from './use-selection';

type ReviewInboxProps = {
  /** The first page, oldest first, as the server saw it; undefined where it could not be read. */
  initial: PendingPage | undefined;
  /** How decisions name the reviewer who is signed in. */
  reviewerNames: readonly string[];
};

/** The reviewer's inbox: the list on the left, the card on the right, the decision always in reach. */
export const ReviewInbox = (props: ReviewInboxProps) => (
  <QueryProvider>
    <Inbox {...props} />
  </QueryProvider>
);

const Inbox = (props: ReviewInboxProps) => {
  const review = useReview(props);
  const dialog = useRef<HTMLDialogElement>(null);
  const showHelp = () => dialog.current?.showModal();
  useReviewShortcuts(review, showHelp);
  const { selection, openItem } = review;
  const { openId } = selection;
  return (
    <main id="content" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none">
      {/* On a phone an open card covers the page, but not what must be read now. */}
      <div className="max-h-[40dvh] shrink-0 overflow-y-auto border-line bg-surface not-empty:border-b max-lg:relative max-lg:z-30">
        <SessionEnded returnTo={openId ? pathTo(openId) : LIST_PATH} />
        <Problems problems={review.problems} onRetry={review.retry} onDismiss={review.dismiss} />
      </div>
      <div className="grid min-h-0 grow grid-cols-1 grid-rows-1 lg:grid-cols-[23rem_minmax(0,1fr)]">
        <QueuePane review={review} onHelp={showHelp} />
        <CardPane
          open={openItem.data}
          emptyReason={review.emptyReason}
          isShownOnPhone={selection.isInAddress}
          onBack={selection.close}
          onRetry={() => void openItem.refetch()}
          actions={<CardActions review={review} />}
        />
      </div>
      <ShortcutsDialog ref={dialog} />
    </main>
  );
};
