import clsx from 'clsx';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import { EmailAddress } from '../ui/email-address';
import { Notice } from '../ui/notice';
import { Moment } from '../ui/time';
import { useDecisionSentence } from './use-decide';
import type { EmptyReason } from './use-review';
import type { OpenItem } from './use-selection';

type CardPaneProps = {
  open: OpenItem | undefined;
  emptyReason: EmptyReason;
  isShownOnPhone: boolean;
  onBack: () => void;
  actions: ReactNode;
};

/** The right half of a wide screen; on a phone it covers the list while a card is open. */
export const CardPane = ({ open, emptyReason, isShownOnPhone, onBack, actions }: CardPaneProps) => (
  <div
    className={clsx(
      'flex min-h-0 min-w-0 flex-col bg-canvas max-lg:fixed max-lg:inset-0 max-lg:z-20',
      !isShownOnPhone && 'max-lg:hidden',
    )}
  >
    <div className="flex h-14 shrink-0 items-center border-b border-line bg-surface px-2 lg:hidden">
      <button
        type="button"
        onClick={onBack}
        className="inline-flex min-h-11 items-center gap-2 rounded-lg px-2.5 text-sm font-medium text-ink-soft"
      >
        <ArrowLeft aria-hidden className="size-4.5" />
        {useTranslations('review')('back')}
      </button>
    </div>
    <div
      data-scrolls
      tabIndex={0}
      role="group"
      aria-label={useTranslations('review.card')('pane')}
      className="min-h-0 grow overflow-y-auto focus-visible:-outline-offset-2"
    >
      <CardContent open={open} emptyReason={emptyReason} />
    </div>
    {/* The card changes under the focus, which stays on the buttons: the new name is read out. */}
    <p role="status" className="sr-only">
      {open?.known?.name}
    </p>
    {actions}
  </div>
);

/** What the card shows: the registration, who was faster, or why there is nothing to show. */
const CardContent = ({ open, emptyReason }: Pick<CardPaneProps, 'open' | 'emptyReason'>) => {
  const t = useTranslations('review.card');
  if (!open) return emptyReason && <EmptyCard text={t(emptyReason)} />;
  const notice = open.kind === 'decided' && <DecisionNotice decision={open.decision} />;
  if (open.known)
    return <RegistrationCard key={open.known.registrationId} item={open.known} notice={notice} />;
  if (notice) return <div className="mx-auto w-full max-w-2xl px-5 py-8 sm:px-8">{notice}</div>;
  return <EmptyCard heading={t('missingHeading')} text={t('missing')} />;
};

const DecisionNotice = ({ decision }: { decision: DecisionReply }) => {
  const sentence = useDecisionSentence();
  return (
    <Notice tone={TONES[decision.outcome]} role="status">
      <p className="font-medium">{sentence(decision)}</p>
      {decision.reason && <p className="wrap-anywhere whitespace-pre-wrap">{decision.reason}</p>}
    </Notice>
  );
};

const TONES = { approved: 'yes', rejected: 'no', duplicate: 'waiting' } as const;

const EmptyCard = ({ heading, text }: { heading?: string; text: string }) => (
  <div className="grid h-full place-content-center gap-1.5 p-8 text-center text-sm text-ink-faint">
    {heading && <p className="text-base font-medium text-ink">{heading}</p>}
    <p>{text}</p>
  </div>
);

type RegistrationCardProps = { item: PendingItem; notice?: ReactNode };

/** Everything the applicant told us. */
const RegistrationCard = ({ item, notice }: RegistrationCardProps) => {
  const t = useTranslations('review.card');
  return (
    <article
      aria-label={t('label', { name: item.name })}
      data-registration-id={item.registrationId}
      className="mx-auto grid w-full max-w-2xl animate-slide-in gap-6 px-5 py-6 sm:px-8 lg:py-10"
    >
      {notice}
      <header className="grid gap-1">
        <h2 className="text-2xl font-semibold tracking-tight wrap-anywhere">{item.name}</h2>
        <p className="text-ink-soft wrap-anywhere">
          <span className="sr-only">{t('email')}: </span>
          <EmailAddress email={item.email} domainInUnicode={item.domainInUnicode} />
        </p>
      </header>
      <section className="grid gap-1.5">
        <h3 className="text-sm font-medium text-ink-faint">{t('reason')}</h3>
        <p className="text-[1.0625rem] leading-relaxed wrap-anywhere whitespace-pre-wrap">{item.reason}</p>
      </section>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 border-t border-line pt-5 text-sm">
        <Fact name={t('submitted')}>
          <Moment iso={item.submittedAt} />
        </Fact>
        <Fact name={t('pending')}>
          <Moment iso={item.pendingSince} />
        </Fact>
        {item.repeatedSignUps && (
          <Fact name={t('repeated')}>
            {item.repeatedSignUpCount === 1
              ? t('repeatedOnce')
              : t('repeatedMany', { count: item.repeatedSignUpCount ?? item.repeatedSignUps.length })}{' '}
            <Moment iso={item.repeatedSignUps.at(-1) ?? ''} />
          </Fact>
        )}
        <Fact name={t('id')}>
          <span className="font-mono text-[0.8125rem] wrap-anywhere">{item.registrationId}</span>
        </Fact>
      </dl>
    </article>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-faint">{name}</dt>
    <dd className="text-ink-soft">{children}</dd>
  </>
);
