'use client';

import { Keyboard } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { PendingPage } from '@/src/application/contracts/review';
import { CardBar } from './card-bar';
import { CardContent } from './card-content';
import { CardPane } from './card-pane';
import { QueryProvider } from './query-provider';
import { QueueList } from './queue-list';
import { QueueEmpty, QueueError, QueueSkeleton } from './queue-states';
import { QueueToolbar } from './queue-toolbar';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useReview, type Review } from './use-review';
import { useReviewShortcuts } from './use-review-shortcuts';

export type ReviewInboxProps = {
  /** The first page, oldest first, as the server saw it; undefined where it could not be read. */
  initial: PendingPage | undefined;
  /** What decisions call the reviewer who is signed in. */
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
        announced={openItem.data?.known?.name}
        isShownOnPhone={selection.isAddressed}
        onBack={selection.close}
        bar={
          <CardBar
            open={openItem.data}
            rejecting={rejecting}
            onRejecting={review.setRejecting}
            onDecide={review.decide}
            onNext={review.goOn}
          />
        }
      >
        <CardContent open={openItem.data} absence={review.absence} />
      </CardPane>
      <ShortcutsDialog ref={dialog} />
    </main>
  );
};

const QueuePane = ({ review, onHelp }: { review: Review; onHelp: () => void }) => {
  const { queue, selection, connection, order, setOrder } = review;
  return (
    <section
      aria-label={useTranslations('review')('heading')}
      // Under an open card the list keeps its place on a phone, unseen and out of the way of the Tab key.
      className={`flex min-h-0 min-w-0 flex-col bg-surface lg:border-r lg:border-line ${selection.isAddressed ? 'max-lg:invisible' : ''}`}
    >
      <QueueToolbar
        total={queue.query.data && queue.total}
        connection={connection}
        order={order}
        onOrder={setOrder}
      />
      <QueueBody review={review} />
      <HelpButton onClick={onHelp} />
    </section>
  );
};

const QueueBody = ({ review: { queue, selection } }: { review: Review }) => {
  const { query, items } = queue;
  if (query.isPending) return <QueueSkeleton />;
  if (!query.data) return <QueueError busy={query.isFetching} onRetry={() => void query.refetch()} />;
  if (items.length === 0 && !query.hasNextPage) return <QueueEmpty />;
  return <QueueList queue={queue} openId={selection.openId} onOpen={selection.open} />;
};

const HelpButton = ({ onClick }: { onClick: () => void }) => (
  <button
    type="button"
    onClick={onClick}
    className="hidden shrink-0 items-center gap-2 border-t border-line px-4 py-2.5 text-xs text-ink-faint hover:text-ink pointer-fine:flex"
  >
    <Keyboard aria-hidden className="size-4" />
    {useTranslations('review.shortcuts')('open')}
  </button>
);
