'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { MailOpen, RotateCw, ServerOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MailPage } from '@/src/application/contracts/mails';
import { listMails } from '../api/mails';
import { QueryProvider } from '../api/query-provider';
import { useSessionEnded } from '../api/session-ended';
import { SessionEnded } from '../chrome/session-ended';
import { Button } from '../ui/button';
import { EmptyState, Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { MailRow } from './mail-row';

/** `initial`: the first page as the server read it; undefined where it could not be read. */
type MailsProps = { initial: MailPage | undefined };

const KEY = ['review', 'mails'] as const;
const POLL_MS = 10_000;

/** The mails that were owed, the newest first, each with what became of it. */
export const Mails = (props: MailsProps) => (
  <QueryProvider>
    <Content {...props} />
  </QueryProvider>
);

const Content = ({ initial }: MailsProps) => {
  const t = useTranslations('mails');
  const query = useMails(initial);
  const pages = query.data?.pages ?? [];
  const counts = pages[0]?.counts;
  const items = pages.flatMap((page) => page.items);
  return (
    <main id="content" tabIndex={-1} className="outline-none min-h-0 grow overflow-y-auto bg-canvas">
      <SessionEnded returnTo="/admin/mails" />
      <div className="mx-auto grid w-full max-w-3xl grid-cols-1 gap-5 px-4 py-6 sm:px-6 lg:py-10">
        <header className="grid gap-1.5">
          <h1 className="text-xl font-semibold tracking-tight">{t('heading')}</h1>
          <p className="text-sm leading-relaxed text-ink-soft">{t('lead')}</p>
          <p role="status" className="flex flex-wrap gap-x-4 text-sm text-ink-soft tabular-nums">
            {counts && counts.waiting > 0 && <span>{t('counts.waiting', { count: counts.waiting })}</span>}
            {counts && counts.refused > 0 && <span>{t('counts.refused', { count: counts.refused })}</span>}
          </p>
        </header>
        {items.some(({ state }) => state === 'filed') && <Notice tone="waiting">{t('filed')}</Notice>}
        {query.isPending && <Skeleton label={t('loading')} />}
        {query.isError && <Failed busy={query.isFetching} onRetry={() => void query.refetch()} />}
        {query.isSuccess && items.length === 0 && (
          <EmptyState
            icon={<MailOpen aria-hidden className="size-6" />}
            heading={t('none.heading')}
            text={t('none.text')}
          />
        )}
        {items.length > 0 && (
          <ul className="grid grid-cols-1 divide-y divide-line overflow-clip rounded-xl border border-line bg-surface">
            {items.map((mail) => (
              <MailRow key={mail.id} mail={mail} onChanged={() => void query.refetch()} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
            className="justify-self-center"
          >
            {query.isFetchingNextPage ? t('busy') : t('more')}
          </Button>
        )}
      </div>
    </main>
  );
};

/** The pages that were opened, read again every ten seconds. */
const useMails = (initial: MailPage | undefined) =>
  useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ signal, pageParam }) => listMails(signal, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: MailPage) => nextCursor ?? undefined,
    initialData: initial && { pages: [initial], pageParams: [undefined] },
    refetchInterval: useSessionEnded() ? false : POLL_MS,
  });

const Failed = ({ busy, onRetry }: { busy: boolean; onRetry: () => void }) => {
  const t = useTranslations('mails.error');
  return (
    <EmptyState icon={<ServerOff aria-hidden className="size-6" />} heading={t('heading')} text={t('text')}>
      <Button busy={busy} onClick={onRetry} icon={<RotateCw aria-hidden className="size-4" />}>
        {t('retry')}
      </Button>
    </EmptyState>
  );
};
