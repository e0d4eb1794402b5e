'use client';

import { CircleCheck, RotateCw, ServerOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { DeadLetterItem, DeadLetterList } from '@/src/application/contracts/dead-letters';
import { QueryProvider } from '../review/query-provider';
import { Button } from '../ui/button';
import { DiscardDialog } from './discard-dialog';
import { LetterCard } from './letter-card';
import { useDeadLetters } from './use-dead-letters';

/** `initial`: the letters as the server saw them; undefined where they could not be read. */
type DeadLettersProps = { initial: DeadLetterList | undefined };

/** The messages that could not be processed, each with what can be done about it. */
export const DeadLetters = (props: DeadLettersProps) => (
  <QueryProvider>
    <Letters {...props} />
  </QueryProvider>
);

const Letters = ({ initial }: DeadLettersProps) => {
  const t = useTranslations('deadLetters');
  const { query, busyId, redrive, discard } = useDeadLetters(initial);
  const [asking, setAsking] = useState<DeadLetterItem>();
  const confirm = (letter: DeadLetterItem) => {
    setAsking(undefined);
    void discard(letter);
  };
  return (
    <main id="content" className="min-h-0 grow overflow-y-auto bg-canvas">
      <div className="mx-auto grid w-full max-w-3xl gap-5 px-4 py-6 sm:px-6 lg:py-10">
        <header className="grid gap-1.5">
          <h1 className="text-xl font-semibold tracking-tight">{t('heading')}</h1>
          <p className="text-sm leading-relaxed text-ink-soft">{t('lead')}</p>
          <p role="status" className="text-sm text-ink-soft tabular-nums" data-total={query.data?.total}>
            {query.data && t('total', { count: query.data.total })}
          </p>
        </header>
        <Body query={query}>
          {(letters) =>
            letters.map((letter) => (
              <LetterCard
                key={letter.id}
                letter={letter}
                busy={busyId === letter.id}
                onRedrive={(wanted) => void redrive(wanted)}
                onDiscard={setAsking}
              />
            ))
          }
        </Body>
      </div>
      <DiscardDialog letter={asking} onConfirm={confirm} onCancel={() => setAsking(undefined)} />
    </main>
  );
};

type BodyProps = {
  query: ReturnType<typeof useDeadLetters>['query'];
  children: (letters: readonly DeadLetterItem[]) => ReactNode;
};

const Body = ({ query, children }: BodyProps) => {
  const t = useTranslations('deadLetters');
  if (query.isPending) return <Skeleton label={t('loading')} />;
  const failed = query.isError && (
    <Aside
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
    </Aside>
  );
  if (!query.data) return failed;
  const none = query.data.total === 0 && !failed && (
    <Aside
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

const Skeleton = ({ label }: { label: string }) => (
  <div role="status" className="h-56 animate-breathe rounded-xl border border-line bg-surface">
    <span className="sr-only">{label}</span>
  </div>
);

type AsideProps = { icon: ReactNode; heading: string; text: string; children?: ReactNode };

const Aside = ({ icon, heading, text, children }: AsideProps) => (
  <div role="status" className="grid justify-items-center gap-2 px-6 py-16 text-center">
    <span className="mb-1 grid size-12 place-items-center rounded-full bg-sunken text-ink-faint">{icon}</span>
    <p className="font-medium text-ink">{heading}</p>
    <p className="max-w-xs text-sm text-ink-soft">{text}</p>
    <div className="mt-3 empty:hidden">{children}</div>
  </div>
);
