import { Eye, EyeOff, RotateCw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { DeadLetterItem } from '@/src/application/contracts/dead-letters';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Moment } from '../ui/time';
import { UserText } from '../ui/user-text';
import { maskOriginal, prettyPrint } from './mask-original';
import type { Failure } from './use-dead-letters';

/** A poison message can be half a megabyte, which nobody reads here. */
const SHOWN_CHARACTERS = 4_000;

type DeadLetterCardProps = {
  deadLetter: DeadLetterItem;
  busy: boolean;
  /** What went wrong with the last thing that was tried. */
  failure: Failure | undefined;
  onDismiss: () => void;
  onRedrive: (deadLetter: DeadLetterItem) => void;
  onDiscard: (deadLetter: DeadLetterItem) => void;
};

/** One message that could not be processed: why, where, how often, and what can be done about it. */
export const DeadLetterCard = ({ failure, onDismiss, ...actions }: DeadLetterCardProps) => {
  const t = useTranslations('deadLetters');
  const { deadLetter, busy } = actions;
  return (
    <article
      data-dead-letter-id={deadLetter.id}
      aria-busy={busy || undefined}
      className="grid grid-cols-1 gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <header className="grid grid-cols-1 gap-1">
        <p className="text-xs font-medium text-ink-faint">{t(`stage.${deadLetter.stage}`)}</p>
        <h2 className="font-medium">
          <UserText shape="block">{deadLetter.reason}</UserText>
        </h2>
      </header>
      <DeadLetterFacts deadLetter={deadLetter} />
      <Original original={deadLetter.original} />
      {failure && (
        <Notice tone="no" role="alert">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p className="min-w-0">{t(`outcome.${failure.kind}`)}</p>
            <Button tone="quiet" size="small" onClick={onDismiss}>
              {t('outcome.dismiss')}
            </Button>
          </div>
        </Notice>
      )}
      <DeadLetterActions {...actions} />
    </article>
  );
};

type DeadLetterActionsProps = Omit<DeadLetterCardProps, 'failure' | 'onDismiss'>;

const DeadLetterActions = ({ deadLetter, busy, onRedrive, onDiscard }: DeadLetterActionsProps) => {
  const t = useTranslations('deadLetters');
  return (
    <div className="flex flex-wrap items-center gap-3">
      {deadLetter.canRedrive && (
        <Button
          size="small"
          busy={busy}
          onClick={() => busy || onRedrive(deadLetter)}
          icon={<RotateCw aria-hidden className="size-4" />}
        >
          {t('redrive')}
        </Button>
      )}
      <Button
        tone="no"
        size="small"
        onClick={() => busy || onDiscard(deadLetter)}
        icon={<Trash2 aria-hidden className="size-4" />}
      >
        {t('discard')}
      </Button>
      {!deadLetter.canRedrive && <p className="text-sm text-ink-soft">{t('tooOften')}</p>}
    </div>
  );
};

const DeadLetterFacts = ({ deadLetter }: { deadLetter: DeadLetterItem }) => {
  const t = useTranslations('deadLetters');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-sm">
      <Fact name={t('first')}>
        <Moment iso={deadLetter.firstAt} />
      </Fact>
      <Fact name={t('last')}>
        <Moment iso={deadLetter.lastAt} />
      </Fact>
      <Fact name={t('attempts')}>{deadLetter.attempts}</Fact>
      <Fact name={t('redrives')}>{deadLetter.redrives}</Fact>
      {deadLetter.registrationId && (
        <Fact name={t('registration')}>
          <Code>{deadLetter.registrationId}</Code>
        </Fact>
      )}
      <Fact name={t('id')}>
        <Code>{deadLetter.id}</Code>
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
  <UserText shape="block" className="font-mono text-[0.8125rem]">
    {children}
  </UserText>
);

/** The message as it came: collapsed at first, and with what a person wrote hidden until asked for. */
const Original = ({ original }: { original: string }) => {
  const t = useTranslations('deadLetters');
  const [revealed, setRevealed] = useState(false);
  const text = original.slice(0, SHOWN_CHARACTERS);
  const Icon = revealed ? EyeOff : Eye;
  return (
    <details className="rounded-lg border border-line bg-sunken">
      <summary className="min-h-9 cursor-pointer px-3 py-2 text-sm text-ink-soft hover:text-ink">
        {t('original', { count: original.length })}
      </summary>
      <div className="grid grid-cols-1 gap-2 border-t border-line p-3">
        <pre
          tabIndex={0}
          dir="auto"
          aria-label={t('original', { count: original.length })}
          className="max-h-80 overflow-auto font-mono text-[0.8125rem] leading-relaxed wrap-anywhere whitespace-pre-wrap"
        >
          {text === '' ? t('empty') : revealed ? prettyPrint(text) : maskOriginal(text)}
        </pre>
        {original.length > SHOWN_CHARACTERS && (
          <p className="text-xs text-ink-faint">{t('truncated', { count: SHOWN_CHARACTERS })}</p>
        )}
        <Button
          tone="quiet"
          size="small"
          className="justify-self-start"
          aria-pressed={revealed}
          onClick={() => setRevealed(!revealed)}
          icon={<Icon aria-hidden className="size-4" />}
        >
          {revealed ? t('hide') : t('reveal')}
        </Button>
      </div>
    </details>
  );
};
