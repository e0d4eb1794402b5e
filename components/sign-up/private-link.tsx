'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/button';

/** The private link as text to keep, with a button that copies it. `path` begins with a slash. */
export const PrivateLink = ({ path }: { path: string }) => {
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

/** Answers whether the browser let us; pages served without TLS have no clipboard. */
const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
