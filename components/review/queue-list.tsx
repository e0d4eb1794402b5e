import clsx from 'clsx';
import { useNow, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, type MouseEvent } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';
import { Button } from '../ui/button';
import { EmailAddress } from '../ui/email-address';
import { Ago } from '../ui/time';
import type { Queue } from './use-queue';
import { pathTo } from './use-selection';

const CLOCK_MS = 30_000;
const READ_AHEAD = '600px';

type QueueListProps = { queue: Queue; openId: string | undefined; onOpen: (registrationId: string) => void };

/** The registrations that wait; the next page is read before the end of the list is scrolled into view. */
export const QueueList = ({ queue: { items, query }, openId, onOpen }: QueueListProps) => {
  const t = useTranslations('review');
  const now = useNow({ updateInterval: CLOCK_MS });
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [openId]);
  return (
    <div className="min-h-0 grow overflow-y-auto overscroll-contain">
      <ul ref={list} aria-label={t('list')}>
        {items.map((item) => (
          <QueueRow
            key={item.registrationId}
            item={item}
            now={now}
            isOpen={item.registrationId === openId}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      )}
    </div>
  );
};

const LoadMore = ({ busy, onMore }: { busy: boolean; onMore: () => void }) => {
  const t = useTranslations('review');
  const end = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(() => !busy && onMore());
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      rootMargin: READ_AHEAD,
    });
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={end} className="grid place-items-center p-4">
      <Button tone="quiet" size="small" busy={busy} onClick={() => !busy && onMore()}>
        {busy ? t('loadingMore') : t('loadMore')}
      </Button>
    </div>
  );
};

type QueueRowProps = {
  item: PendingItem;
  now: Date;
  isOpen: boolean;
  onOpen: (registrationId: string) => void;
};

/** One registration. It is a link, so that it can be opened in a tab of its own. */
const QueueRow = ({ item, now, isOpen, onOpen }: QueueRowProps) => {
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
        <span className="truncate text-xs text-ink-faint">
          <EmailAddress email={maskEmail(item.email)} domainInUnicode={item.domainInUnicode} />
        </span>
      </a>
    </li>
  );
};

/** Hides an address in lists: `maria@example.org` becomes `m•••@example.org`. The card shows it whole. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  if (at < 0) return '•••';
  const [first = ''] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
};
