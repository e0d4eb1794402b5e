import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { currentAccount } from '@/app/_server/auth';
import { web } from '@/app/_server/composition';
import { NameForm } from '@/components/account/name-form';
import { PasswordForm } from '@/components/account/password-form';
import { Section } from '@/components/account/section';
import { SignOutEverywhere } from '@/components/account/sign-out-everywhere';
import { SignOutButton } from '@/components/chrome/sign-out-button';
import { buttonLook } from '@/components/ui/button';
import { UserText } from '@/components/ui/user-text';
import { isStaff } from '@/src/domain/account';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('account'),
  robots: { index: false, follow: false },
});

/** The account of whoever is signed in, member or staff. */
const AccountPage = async () => {
  const account = await currentAccount();
  const facts = account && (await web().ownAccount.find(account));
  if (!facts) redirect('/signin?callbackUrl=%2Faccount');
  const t = await getTranslations('account');
  const format = await getFormatter();
  return (
    <div className="mx-auto grid w-full max-w-xl grid-cols-1 gap-6 px-4 pt-8 pb-12 sm:pt-12">
      <div className="flex items-start justify-between gap-4">
        <div className="grid min-w-0 grow grid-cols-1 gap-1">
          <h1 className="text-2xl font-semibold tracking-tight">{t('heading')}</h1>
          <p className="min-w-0 text-ink-soft">
            <UserText>{facts.email}</UserText>
          </p>
          <p className="text-sm text-ink-faint">
            {t('since', { date: format.dateTime(facts.createdAt, { dateStyle: 'long' }) })}
          </p>
        </div>
        <SignOutButton />
      </div>
      {isStaff(facts) && (
        <Link href="/admin" className={`${buttonLook({ tone: 'primary' })} justify-self-start`}>
          {t('dashboard')}
        </Link>
      )}
      <NameForm name={facts.name} />
      <PasswordForm email={facts.email} />
      <Section heading={t('sessions.heading')} text={t('sessions.text', { count: facts.sessions.length })}>
        <SignOutEverywhere />
      </Section>
      <Section heading={t('data.heading')} text={t('data.text')}>
        <a href="/api/account" download="account.json" className={`${buttonLook({})} justify-self-start`}>
          {t('data.action')}
        </a>
      </Section>
    </div>
  );
};

export default AccountPage;
