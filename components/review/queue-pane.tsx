import clsx from 'clsx';
import { Coffee, Keyboard, RotateCw, ServerOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Order } from '../api/review';
import type { StreamState } from '../live/event-stream';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/notice';
import { QueueList } from './queue-list';
import type { Review } from './use-review';

const ORDERS: readonly Order[] = ['oldest', 'newest'];
const SKELETON_ROWS = 8;
const FILLING = 'grow content-center';

/** The left half of a wide screen, the whole of a phone: how many wait, and the list of them. */
export const QueuePane = ({ review, onHelp }: { review: Review; onHelp: () => void }) => {
  const { queue, selection, connection, order, setOrder } = review;
  return (
    <section
      aria-label={useTranslations('review')('heading')}
      // On a phone the open card covers the list, which keeps its scroll position but is hidden, also from the Tab key.
      className={`flex min-h-0 min-w-0 flex-col bg-surface lg:border-r lg:border-line ${selection.isInAddress ? 'max-lg:invisible' : ''}`}
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

type QueueToolbarProps = {
  total: number | undefined;
  connection: StreamState;
  order: Order;
  onOrder: (order: Order) => void;
};

/** How many wait, whether the list is live, and in which order it stands. */
const QueueToolbar = ({ total, connection, order, onOrder }: QueueToolbarProps) => {
  const t = useTranslations('review');
  return (
    <div className="grid gap-2.5 border-b border-line px-4 pt-3.5 pb-3">
      <div className="flex items-baseline justify-between gap-3">
        <h1 className="font-semibold tracking-tight">{t('heading')}</h1>
        <p className="text-sm text-ink-soft tabular-nums" data-total={total}>
          {total === undefined ? '\u00a0' : t('total', { count: total })}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div role="group" aria-label={t('order.label')} className="flex rounded-lg bg-sunken p-0.5">
          {ORDERS.map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={order === choice}
              onClick={() => onOrder(choice)}
              className={clsx(
                'min-h-8 rounded-md px-2.5 text-sm transition-colors',
                order === choice
                  ? 'bg-surface font-medium text-ink shadow-card dark:bg-line'
                  : 'text-ink-soft hover:text-ink',
              )}
            >
              {t(`order.${choice}`)}
            </button>
          ))}
        </div>
        <p
          role="status"
          data-connection={connection}
          className="flex items-center gap-1.5 text-xs text-ink-faint"
        >
          <span aria-hidden className={clsx('size-1.5 rounded-full', DOTS[connection])} />
          {t(`connection.${connection}`)}
        </p>
      </div>
    </div>
  );
};

const DOTS: Record<StreamState, string> = {
  connecting: 'bg-line-strong',
  live: 'bg-yes',
  retrying: 'animate-breathe bg-waiting',
  ended: 'bg-no',
  paused: 'bg-line-strong',
};

/** Stands for the list while its first page is read; rows of the same size, so that nothing jumps. */
const QueueSkeleton = () => (
  <div role="status" className="min-h-0 grow overflow-hidden">
    <span className="sr-only">{useTranslations('review')('loading')}</span>
    {Array.from({ length: SKELETON_ROWS }, (_, row) => (
      <div
        key={row}
        aria-hidden
        className="grid h-19 animate-breathe content-center gap-2 border-b border-line px-4"
      >
        <div className="h-3.5 w-2/5 rounded bg-line" />
        <div className="h-3 w-4/5 rounded bg-sunken" />
        <div className="h-2.5 w-1/3 rounded bg-sunken" />
      </div>
    ))}
  </div>
);

/** Nobody waits, which is good news. */
const QueueEmpty = () => {
  const t = useTranslations('review.empty');
  return (
    <EmptyState
      className={FILLING}
      icon={<Coffee aria-hidden className="size-6" />}
      heading={t('heading')}
      text={t('text')}
    />
  );
};

/** The list could not be read at all. */
const QueueError = ({ busy, onRetry }: { busy: boolean; onRetry: () => void }) => {
  const t = useTranslations('review.error');
  return (
    <EmptyState
      className={FILLING}
      icon={<ServerOff aria-hidden className="size-6" />}
      heading={t('heading')}
      text={t('text')}
    >
      <Button busy={busy} onClick={onRetry} icon={<RotateCw aria-hidden className="size-4" />}>
        {t('retry')}
      </Button>
    </EmptyState>
  );
};
