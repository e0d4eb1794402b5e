import { ArrowRight, Check, CircleCheck, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button, buttonLook } from '../ui/button';
import { copyText } from '../ui/copy-text';

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

/** The private link as text to keep, with a button that copies it. `path` begins with a slash. */
const PrivateLink = ({ path }: { path: string }) => {
  const t = useTranslations('signUp.done');
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const origin = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => '',
  );
  const copy = async () => {
    field.current?.select();
    setCopied(await copyText(`${origin}${path}`));
  };
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor="private-link" className="text-sm font-medium">
        {t('linkLabel')}
      </label>
      <div className="flex gap-2">
        <input
          ref={field}
          id="private-link"
          readOnly
          value={`${origin}${path}`}
          onFocus={(event) => event.target.select()}
          className="h-11 min-w-0 grow rounded-lg border border-line-strong bg-sunken px-3 font-mono text-sm text-ink lg:h-10"
        />
        <Button
          onClick={copy}
          icon={copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
      <p role="status" className="text-sm text-ink-faint empty:hidden">
        {copied === false && t('copyFailed')}
      </p>
    </div>
  );
};
