import clsx from 'clsx';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import { Button } from '../ui/button';
import { EmailAddress } from '../ui/email-address';
import { isolate } from '../ui/isolate';
import { Notice } from '../ui/notice';
import { Moment } from '../ui/time';
import { UserText } from '../ui/user-text';
import { RepeatedSignUps } from './repeated-sign-ups';
import { useDecisionSentence } from './use-decide';
import { usePhoneFocus } from './use-phone-focus';
import type { EmptyReason } from './use-review';
import type { OpenItem } from './use-selection';

type CardPaneProps = {
  open: OpenItem | undefined;
  emptyReason: EmptyReason;
  isShownOnPhone: boolean;
  onBack: () => void;
  onRetry: () => void;
  actions: ReactNode;
};

/** The right half of a wide screen; on a phone it covers the list while a card is open. */
export const CardPane = ({ isShownOnPhone, onBack, actions, ...content }: CardPaneProps) => (
  // It takes the focus of a button that went away with its card.
  <div
    ref={usePhoneFocus(isShownOnPhone)}
    tabIndex={-1}
    className={clsx(
      'flex min-h-0 min-w-0 flex-col bg-canvas outline-none max-lg:fixed max-lg:inset-0 max-lg:z-20',
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
      className="min-h-0 grow overflow-x-clip overflow-y-auto focus-visible:-outline-offset-2"
    >
      <CardContent {...content} />
    </div>
    {/* The card changes under the focus, which stays on the buttons: the new name is read out. */}
    <p role="status" className="sr-only">
      {content.open?.known && isolate(content.open.known.name)}
    </p>
    {actions}
  </div>
);

type Content = Pick<CardPaneProps, 'open' | 'emptyReason' | 'onRetry'>;

/** What the card shows: the registration, who was faster, or why there is nothing to show. */
const CardContent = ({ open, emptyReason, onRetry }: Content) => {
  const t = useTranslations('review.card');
  if (!open && emptyReason === 'failed')
    return (
      <EmptyCard text={t('failed')}>
        <Button onClick={onRetry}>{t('retry')}</Button>
      </EmptyCard>
    );
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
      {decision.reason && <UserText shape="block">{decision.reason}</UserText>}
    </Notice>
  );
};

const TONES = { approved: 'yes', rejected: 'no', duplicate: 'waiting' } as const;

const EmptyCard = ({ heading, text, children }: { heading?: string; text: string; children?: ReactNode }) => (
  <div
    role="status"
    className="grid h-full place-content-center gap-1.5 p-8 text-center text-sm text-ink-faint"
  >
    {heading && <p className="text-base font-medium text-ink">{heading}</p>}
    <p>{text}</p>
    {children}
  </div>
);

type RegistrationCardProps = { item: PendingItem; notice?: ReactNode };

/** Everything the applicant told us. */
const RegistrationCard = ({ item, notice }: RegistrationCardProps) => {
  const t = useTranslations('review.card');
  return (
    <article
      aria-label={t('label', { name: isolate(item.name) })}
      data-registration-id={item.registrationId}
      className="mx-auto grid w-full max-w-2xl animate-slide-in grid-cols-1 gap-6 px-5 py-6 sm:px-8 lg:py-10"
    >
      {notice}
      <header className="grid grid-cols-1 gap-1">
        <h2 className="text-2xl leading-snug font-semibold tracking-tight">
          <UserText shape="block">{item.name}</UserText>
        </h2>
        <p className="text-ink-soft">
          <span className="sr-only">{t('email')}: </span>
          <UserText shape="block">
            <EmailAddress email={item.email} domainInUnicode={item.domainInUnicode} />
          </UserText>
        </p>
      </header>
      <section className="grid grid-cols-1 gap-1.5">
        <h3 className="text-sm font-medium text-ink-faint">{t('reason')}</h3>
        <div className="text-[1.0625rem] leading-relaxed">
          <UserText shape="block">{item.reason}</UserText>
        </div>
      </section>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 border-t border-line pt-5 text-sm">
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
      <RepeatedSignUps item={item} />
    </article>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-faint">{name}</dt>
    <dd className="text-ink-soft">{children}</dd>
  </>
);
