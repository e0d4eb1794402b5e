import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { layOut, maskOriginal } from './mask-original';

/** A poison message can be half a megabyte; nobody reads that here. */
const SHOWN_CHARACTERS = 4_000;

/** The message as it came: folded up at first, and with what a person wrote hidden until asked for. */
export const Original = ({ original }: { original: string }) => {
  const t = useTranslations('deadLetters');
  const [revealed, setRevealed] = useState(false);
  const text = original.slice(0, SHOWN_CHARACTERS);
  const Icon = revealed ? EyeOff : Eye;
  return (
    <details className="rounded-lg border border-line bg-sunken">
      <summary className="min-h-9 cursor-pointer px-3 py-2 text-sm text-ink-soft hover:text-ink">
        {t('original', { count: original.length })}
      </summary>
      <div className="grid gap-2 border-t border-line p-3">
        <pre
          tabIndex={0}
          aria-label={t('original', { count: original.length })}
          className="max-h-80 overflow-auto font-mono text-[0.8125rem] leading-relaxed wrap-anywhere whitespace-pre-wrap"
        >
          {text === '' ? t('empty') : revealed ? layOut(text) : maskOriginal(text)}
        </pre>
        {original.length > SHOWN_CHARACTERS && (
          <p className="text-xs text-ink-faint">{t('cut', { count: SHOWN_CHARACTERS })}</p>
        )}
        <Button
          tone="quiet"
          size="small"
          className="justify-self-start"
          aria-pressed={revealed}
          onClick={() => setRevealed(!revealed)}
          icon={<Icon aria-hidden className="size-4" />}
        >
          {revealed ? t('hide') : t('reveal')}
        </Button>
      </div>
    </details>
  );
};
