import clsx from 'clsx';
import { useNow, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, type MouseEvent } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';
import { Button } from '../ui/button';
import { EmailAddress } from '../ui/email-address';
import { Ago } from '../ui/time';
import { UserText } from '../ui/user-text';
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
    const row = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    row?.scrollIntoView({ block: 'nearest' });
    // Whoever walks through the rows with the Tab key is not left behind by J and K.
    if (list.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [openId]);
  return (
    <div className="min-h-0 grow overflow-x-clip overflow-y-auto overscroll-contain">
      <ul ref={list} tabIndex={-1} aria-label={t('list')} className="outline-none">
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
        <LoadMore
          busy={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </div>
  );
};

type LoadMoreProps = { busy: boolean; failed: boolean; onMore: () => void };

/** Reads on by itself when its place comes near, again for as long as it stays near; after a failure only when asked. */
const LoadMore = ({ busy, failed, onMore }: LoadMoreProps) => {
  const t = useTranslations('review');
  const end = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (busy || failed || !end.current) return;
    // The margin counts from the edge of the list, which scrolls by itself.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      root: end.current.parentElement,
      rootMargin: READ_AHEAD,
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [busy, failed]);
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
          'relative grid h-19 grid-cols-1 content-center gap-0.5 overflow-clip px-4 transition-colors focus-visible:-outline-offset-2',
          isOpen ? 'lg:bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        {isOpen && (
          <span aria-hidden className="absolute inset-y-0 left-0 hidden w-0.75 bg-accent lg:block" />
        )}
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 font-medium text-ink">
            <UserText shape="line">{item.name}</UserText>
          </span>
          <span className="shrink-0 text-xs text-ink-faint">
            <Ago iso={item.pendingSince} now={now} />
          </span>
        </span>
        <span className="text-sm text-ink-soft">
          <UserText shape="line">{item.reason}</UserText>
        </span>
        <span className="text-xs text-ink-faint">
          <UserText shape="line">
            <EmailAddress email={maskEmail(item.email)} domainInUnicode={item.domainInUnicode} />
          </UserText>
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
