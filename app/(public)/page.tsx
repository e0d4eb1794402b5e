import { useTranslations } from 'next-intl';
import { NextSteps } from '@/components/sign-up/next-steps';
import { SignUp } from '@/components/sign-up/sign-up';

/** The product's promise, what happens next, and the sign-up. */
const HomePage = () => {
  const t = useTranslations('home');
  return (
    <div className="mx-auto grid w-full max-w-[34rem] grid-cols-1 gap-8 px-4 pt-8 pb-12 sm:gap-10 sm:pt-16 sm:pb-20">
      <div className="grid gap-3">
        <h1 className="text-[1.75rem] leading-[1.15] font-semibold tracking-tight text-balance sm:text-4xl sm:leading-[1.12]">
          {t('title')}
        </h1>
        <p className="text-[1.0625rem] leading-relaxed text-pretty text-ink-soft">{t('lead')}</p>
      </div>
      <NextSteps />
      <SignUp />
    </div>
  );
};

export default HomePage;
