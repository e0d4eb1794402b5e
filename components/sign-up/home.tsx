import { useTranslations } from 'next-intl';
import { SignUp, type SignUpProps } from './sign-up';

const STEPS = ['ask', 'read', 'answer'] as const;

/** The product's promise, what happens next, and the sign-up. */
export const Home = (signUp: SignUpProps) => {
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
      <SignUp {...signUp} />
    </div>
  );
};

/** What happens next, in three steps. */
const NextSteps = () => {
  const t = useTranslations('home');
  return (
    <section aria-labelledby="next-steps" className="grid gap-4">
      <h2 id="next-steps" className="text-sm font-medium text-ink-faint">
        {t('next')}
      </h2>
      <ol className="grid gap-4 sm:grid-cols-3 sm:gap-5">
        {STEPS.map((step, index) => (
          <li
            key={step}
            className="grid grid-cols-[1.75rem_1fr] gap-x-3 sm:grid-cols-1 sm:content-start sm:gap-y-2"
          >
            <span
              aria-hidden
              className="grid size-7 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent tabular-nums"
            >
              {index + 1}
            </span>
            <div className="grid gap-0.5">
              <h3 className="leading-7 font-medium sm:leading-snug">{t(`steps.${step}.title`)}</h3>
              <p className="text-sm leading-relaxed text-ink-soft">{t(`steps.${step}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
