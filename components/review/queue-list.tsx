import { useNow, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../ui/button';
import { QueueRow } from './queue-row';
import type { Queue } from './use-queue';

const CLOCK_MS = 30_000;
const ROOM_BEFORE_END = '600px';

type QueueListProps = { queue: Queue; openId: string | undefined; onOpen: (registrationId: string) => void };

/** Those who wait, with more of them read as the end comes near. */
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
      rootMargin: ROOM_BEFORE_END,
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
