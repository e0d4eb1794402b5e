import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentReviewer } from '@/app/_server/auth';
import { web } from '@/app/_server/composition';
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
    <div className="mx-auto grid w-full max-w-[25rem] gap-6 px-4 pt-10 pb-12 sm:pt-20">
      <div className="grid gap-1.5">
        <h1 className="text-2xl font-semibold tracking-tight">{t('heading')}</h1>
        <p className="text-ink-soft">{t('lead')}</p>
      </div>
      <div className="rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-7">
        <SignInForm nextPath={nextPath} />
      </div>
    </div>
  );
};

export default SignInPage;

/** No, where nobody can tell: the form then says what is wrong. */
const isSignedIn = async (): Promise<boolean> => {
  try {
    return (await currentReviewer()) !== undefined;
  } catch (error) {
    web().logger.warn({ err: error }, 'a session could not be looked up');
    return false;
  }
};
