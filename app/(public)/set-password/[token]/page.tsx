import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { web } from '@/app/_server/composition';
import { SetPasswordForm } from '@/components/account/set-password-form';
import { NarrowPage } from '@/components/chrome/narrow-page';
import { UserText } from '@/components/ui/user-text';

type Visit = { params: Promise<{ token: string }> };

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('setPassword'),
  robots: { index: false, follow: false },
  // The address is the key to the account.
  referrer: 'no-referrer',
});

/** Where a mailed link leads: the owner of the address chooses a password. Opening it uses nothing up. */
const SetPasswordPage = async ({ params }: Visit) => {
  const { token } = await params;
  const link = await web().findAccountLink(token);
  if (!link) notFound();
  const t = await getTranslations('setPassword');
  const { account, purpose } = link;
  return (
    <NarrowPage
      heading={t(purpose === 'activation' ? 'heading.activation' : 'heading.reset')}
      lead={t.rich('lead', { address: account.email, email: (text) => <UserText>{text}</UserText> })}
    >
      <SetPasswordForm token={token} email={account.email} />
    </NarrowPage>
  );
};

export default SetPasswordPage;
