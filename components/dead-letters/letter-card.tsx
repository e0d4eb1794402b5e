import { RotateCw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DeadLetterItem } from '@/src/application/contracts/dead-letters';
import { Button } from '../ui/button';
import { Moment } from '../ui/time';
import { Original } from './original';

type LetterCardProps = {
  letter: DeadLetterItem;
  busy: boolean;
  onRedrive: (letter: DeadLetterItem) => void;
  onDiscard: (letter: DeadLetterItem) => void;
};

/** One message that could not be processed: why, where, how often, and what can be done about it. */
export const LetterCard = ({ letter, busy, onRedrive, onDiscard }: LetterCardProps) => {
  const t = useTranslations('deadLetters');
  return (
    <article
      data-letter-id={letter.id}
      aria-busy={busy || undefined}
      className="grid gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <header className="grid gap-1">
        <p className="text-xs font-medium text-ink-faint">{t(`stage.${letter.stage}`)}</p>
        <h2 className="font-medium wrap-anywhere">{letter.reason}</h2>
      </header>
      <LetterFacts letter={letter} />
      <Original original={letter.original} />
      <div className="flex flex-wrap items-center gap-3">
        {letter.canRedrive && (
          <Button
            size="small"
            busy={busy}
            onClick={() => busy || onRedrive(letter)}
            icon={<RotateCw aria-hidden className="size-4" />}
          >
            {t('redrive')}
          </Button>
        )}
        <Button
          tone="no"
          size="small"
          onClick={() => busy || onDiscard(letter)}
          icon={<Trash2 aria-hidden className="size-4" />}
        >
          {t('discard')}
        </Button>
        {!letter.canRedrive && <p className="text-sm text-ink-soft">{t('tooOften')}</p>}
      </div>
    </article>
  );
};

const LetterFacts = ({ letter }: { letter: DeadLetterItem }) => {
  const t = useTranslations('deadLetters');
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm">
      <Fact name={t('first')}>
        <Moment iso={letter.firstAt} />
      </Fact>
      <Fact name={t('last')}>
        <Moment iso={letter.lastAt} />
      </Fact>
      <Fact name={t('attempts')}>{letter.attempts}</Fact>
      <Fact name={t('redrives')}>{letter.redrives}</Fact>
      {letter.registrationId && (
        <Fact name={t('registration')}>
          <Code>{letter.registrationId}</Code>
        </Fact>
      )}
      <Fact name={t('id')}>
        <Code>{letter.id}</Code>
      </Fact>
    </dl>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-faint">{name}</dt>
    <dd className="text-ink-soft tabular-nums">{children}</dd>
  </>
);

const Code = ({ children }: { children: string }) => (
  <span className="font-mono text-[0.8125rem] wrap-anywhere">{children}</span>
);
