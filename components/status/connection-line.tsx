import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { StreamState } from '../live/open-event-stream';

/** Says quietly whether the page is live. */
export const ConnectionLine = ({ state }: { state: StreamState | 'final' }) => (
  <p role="status" data-connection={state} className="flex items-center gap-2">
    <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dots[state])} />
    {useTranslations('status.connection')(state)}
  </p>
);

const dots: Record<StreamState | 'final', string> = {
  connecting: 'bg-line-strong',
  live: 'animate-breathe bg-yes',
  retrying: 'bg-waiting',
  final: 'bg-line-strong',
};
