'use client';

import { CircleCheck, RotateCw, ServerOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { DeadLetterItem, DeadLetterList } from '@/src/application/contracts/dead-letters';
import { QueryProvider } from '../api/query-provider';
import { SessionEnded } from '../chrome/session-ended';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { DeadLetterCard } from './dead-letter-card';
import { DiscardDialog } from './discard-dialog';
import { useDeadLetters } from './use-dead-letters';

/** `initial`: the list as the server read it; undefined where it could not be read. */
type DeadLettersProps = { initial: DeadLetterList | undefined };

/** The messages that could not be processed, each with what can be done about it. */
export const DeadLetters = (props: DeadLettersProps) => (
  <QueryProvider>
    <Content {...props} />
  </QueryProvider>
);

const Content = ({ initial }: DeadLettersProps) => {
  const t = useTranslations('deadLetters');
  const { query, busyId, failure, dismiss, redrive, discard } = useDeadLetters(initial);
  const [toDiscard, setToDiscard] = useState<DeadLetterItem>();
  const confirm = (deadLetter: DeadLetterItem) => {
    setToDiscard(undefined);
    void discard(deadLetter);
  };
  return (
    <main id="content" tabIndex={-1} className="outline-none min-h-0 grow overflow-y-auto bg-canvas">
      <SessionEnded returnTo="/admin/dead-letters" />
      <div className="mx-auto grid w-full max-w-3xl grid-cols-1 gap-5 px-4 py-6 sm:px-6 lg:py-10">
        <header className="grid gap-1.5">
          <h1 className="text-xl font-semibold tracking-tight">{t('heading')}</h1>
          <p className="text-sm leading-relaxed text-ink-soft">{t('lead')}</p>
          <p role="status" className="text-sm text-ink-soft tabular-nums" data-total={query.data?.total}>
            {query.data && query.data.total > 0 && t('total', { count: query.data.total })}
          </p>
        </header>
        <Body query={query}>
          {(items) =>
            items.map((deadLetter) => (
              <DeadLetterCard
                key={deadLetter.id}
                deadLetter={deadLetter}
                busy={busyId === deadLetter.id}
                failure={failure?.id === deadLetter.id ? failure : undefined}
                onDismiss={dismiss}
                onRedrive={(chosen) => void redrive(chosen)}
                onDiscard={setToDiscard}
              />
            ))
          }
        </Body>
      </div>
      <DiscardDialog deadLetter={toDiscard} onConfirm={confirm} onCancel={() => setToDiscard(undefined)} />
    </main>
  );
};

type BodyProps = {
  query: ReturnType<typeof useDeadLetters>['query'];
  children: (items: readonly DeadLetterItem[]) => ReactNode;
};

const Body = ({ query, children }: BodyProps) => {
  const t = useTranslations('deadLetters');
  if (query.isPending) return <Skeleton label={t('loading')} />;
  const failed = query.isError && (
    <EmptyState
      icon={<ServerOff aria-hidden className="size-6" />}
      heading={t('error.heading')}
      text={t('error.text')}
    >
      <Button
        busy={query.isFetching}
        onClick={() => void query.refetch()}
        icon={<RotateCw aria-hidden className="size-4" />}
      >
        {t('error.retry')}
      </Button>
    </EmptyState>
  );
  if (!query.data) return failed;
  const none = query.data.total === 0 && !failed && (
    <EmptyState
      icon={<CircleCheck aria-hidden className="size-6" />}
      heading={t('none.heading')}
      text={t('none.text')}
    />
  );
  return (
    <>
      {failed}
      {none || children(query.data.items)}
    </>
  );
};
