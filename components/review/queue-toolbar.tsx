import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { Order } from '../api/review';
import type { StreamState } from '../live/open-event-stream';

const ORDERS: readonly Order[] = ['oldest', 'newest'];

type QueueToolbarProps = {
  total: number | undefined;
  connection: StreamState;
  order: Order;
  onOrder: (order: Order) => void;
};

/** How many wait, whether the list is live, and in which order it stands. */
export const QueueToolbar = ({ total, connection, order, onOrder }: QueueToolbarProps) => {
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
          <span aria-hidden className={clsx('size-1.5 rounded-full', dots[connection])} />
          {t(`connection.${connection}`)}
        </p>
      </div>
    </div>
  );
};

const dots: Record<StreamState, string> = {
  connecting: 'bg-line-strong',
  live: 'bg-yes',
  retrying: 'animate-breathe bg-waiting',
};
