import clsx from 'clsx';
import type { MouseEvent } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';
import { Ago } from '../ui/time';
import { maskEmail } from './mask-email';
import { pathTo } from './use-selection';

type QueueRowProps = {
  item: PendingItem;
  now: Date;
  isOpen: boolean;
  onOpen: (registrationId: string) => void;
};

/** One who waits. It is a link, so that it can be opened in a tab of its own. */
export const QueueRow = ({ item, now, isOpen, onOpen }: QueueRowProps) => {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(item.registrationId);
  };
  return (
    <li data-registration-id={item.registrationId} className="border-b border-line">
      <a
        href={pathTo(item.registrationId)}
        onClick={follow}
        aria-current={isOpen ? 'true' : undefined}
        className={clsx(
          'relative grid h-19 content-center gap-0.5 px-4 transition-colors focus-visible:-outline-offset-2',
          isOpen ? 'lg:bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        {isOpen && (
          <span aria-hidden className="absolute inset-y-0 left-0 hidden w-0.75 bg-accent lg:block" />
        )}
        <span className="flex items-baseline justify-between gap-3">
          <span className="truncate font-medium text-ink">{item.name}</span>
          <span className="shrink-0 text-xs text-ink-faint">
            <Ago iso={item.pendingSince} now={now} />
          </span>
        </span>
        <span className="truncate text-sm text-ink-soft">{item.reason}</span>
        <span className="truncate text-xs text-ink-faint">{maskEmail(item.email)}</span>
      </a>
    </li>
  );
};
