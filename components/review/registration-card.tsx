import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';
import { Moment } from '../ui/time';

type RegistrationCardProps = { item: PendingItem; notice?: ReactNode };

/** Everything the applicant told us. */
export const RegistrationCard = ({ item, notice }: RegistrationCardProps) => {
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
          {item.email}
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
            {item.repeatedSignUps.length === 1
              ? t('repeatedOnce')
              : t('repeatedMany', { count: item.repeatedSignUps.length })}{' '}
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
