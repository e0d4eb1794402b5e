import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForgotPasswordForm } from '@/components/account/forgot-password-form';
import { NarrowPage } from '@/components/chrome/narrow-page';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('forgotPassword'),
  robots: { index: false, follow: false },
});

const ForgotPasswordPage = async () => {
  const t = await getTranslations('forgotPassword');
  return (
    <NarrowPage heading={t('heading')} lead={t('lead')}>
      <ForgotPasswordForm />
    </NarrowPage>
  );
};

export default ForgotPasswordPage;
