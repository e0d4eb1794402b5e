'use client';

import { useRef } from 'react';
import type { PendingPage } from '@/src/application/contracts/review';
import { QueryProvider } from '../api/query-provider';
import { CardActions } from './card-actions';
import { CardPane } from './card-pane';
import { QueuePane } from './queue-pane';
import { useReviewShortcuts } from './shortcuts';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useReview } from './use-review';

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
  const { selection, openItem, rejecting } = review;
  return (
    <main id="content" className="grid min-h-0 grow grid-rows-1 lg:grid-cols-[23rem_1fr]">
      <QueuePane review={review} onHelp={showHelp} />
      <CardPane
        open={openItem.data}
        emptyReason={review.emptyReason}
        isShownOnPhone={selection.isInAddress}
        onBack={selection.close}
        actions={
          <CardActions
            open={openItem.data}
            rejecting={rejecting}
            onRejecting={review.setRejecting}
            onDecide={review.decide}
            onNext={review.openNext}
          />
        }
      />
      <ShortcutsDialog ref={dialog} />
    </main>
  );
};
