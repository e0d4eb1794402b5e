import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentAccount } from '@/app/_server/auth';
import { web } from '@/app/_server/composition';
import { NarrowPage } from '@/components/chrome/narrow-page';
import { localPathOf } from '@/components/sign-in/local-path';
import { SignInForm } from '@/components/sign-in/sign-in-form';

const AFTER_SIGN_IN = '/admin';

type Visit = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('signIn'),
  robots: { index: false, follow: false },
});

const SignInPage = async ({ searchParams }: Visit) => {
  const { callbackUrl } = await searchParams;
  const nextPath = localPathOf(typeof callbackUrl === 'string' ? callbackUrl : undefined, AFTER_SIGN_IN);
  if (await isSignedIn()) redirect(nextPath);
  const t = await getTranslations('signIn');
  return (
    <NarrowPage heading={t('heading')} lead={t('lead')}>
      <SignInForm nextPath={nextPath} />
    </NarrowPage>
  );
};

export default SignInPage;

/** No, where nobody can tell: the form then says what is wrong. */
const isSignedIn = async (): Promise<boolean> => {
  try {
    return (await currentAccount()) !== undefined;
  } catch (error) {
    web().logger.warn({ err: error }, 'a session could not be looked up');
    return false;
  }
};
