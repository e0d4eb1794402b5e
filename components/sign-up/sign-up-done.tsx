import { ArrowRight, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, buttonLook } from '../ui/button';
import { PrivateLink } from './private-link';

type SignUpDoneProps = { statusUrl: string; onAnother: () => void };

/** The confirmation, in the place where the form was. */
export const SignUpDone = ({ statusUrl, onAnother }: SignUpDoneProps) => {
  const t = useTranslations('signUp.done');
  const heading = useRef<HTMLHeadingElement>(null);
  // The form is gone, and with it the focus: the confirmation is what should be read next.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid animate-settle grid-cols-1 gap-5">
      <div role="status" className="grid gap-2">
        <h2
          ref={heading}
          tabIndex={-1}
          className="flex items-center gap-2.5 text-xl font-semibold tracking-tight outline-none"
        >
          <CircleCheck aria-hidden className="size-6 shrink-0 text-yes" />
          {t('heading')}
        </h2>
        <p className="leading-relaxed text-ink-soft">{t('text')}</p>
      </div>
      <PrivateLink path={statusUrl} />
      <p className="text-sm text-ink-faint">{t('keep')}</p>
      <div className="flex flex-wrap gap-3">
        <a href={statusUrl} className={buttonLook({ tone: 'primary' })}>
          {t('follow')}
          <ArrowRight aria-hidden className="size-4" />
        </a>
        <Button tone="quiet" onClick={onAnother}>
          {t('another')}
        </Button>
      </div>
    </div>
  );
};
