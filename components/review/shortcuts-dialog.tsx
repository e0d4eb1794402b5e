import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { iconButtonLook } from '../ui/button';
import { setShortcutsEnabled, useShortcutsEnabled } from './shortcuts';

const KEYS = [
  ['next', ['J', '↓']],
  ['previous', ['K', '↑']],
  ['approve', ['A']],
  ['reject', ['R']],
  ['confirm', ['Ctrl ↵', '⌘ ↵']],
  ['cancel', ['Esc']],
  ['help', ['?']],
] as const;

/** The keys and what they do; opened with `showModal`. */
export const ShortcutsDialog = ({ ref }: { ref: Ref<HTMLDialogElement> }) => {
  const t = useTranslations('review.shortcuts');
  return (
    <dialog
      ref={ref}
      aria-labelledby="shortcuts-heading"
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-2xl border border-line bg-surface p-0 text-ink shadow-card backdrop:bg-black/40 open:animate-settle"
    >
      <div className="flex items-center justify-between py-3 pr-3 pl-5">
        <h2 id="shortcuts-heading" className="font-semibold tracking-tight">
          {t('heading')}
        </h2>
        <form method="dialog">
          <button type="submit" aria-label={t('close')} title={t('close')} className={iconButtonLook}>
            <X aria-hidden className="size-4.5" />
          </button>
        </form>
      </div>
      <dl className="grid gap-2.5 px-5 pb-5 text-sm">
        {KEYS.map(([action, keys]) => (
          <div key={action} className="flex items-center justify-between gap-4">
            <dt className="text-ink-soft">{t(action)}</dt>
            <dd className="flex items-center gap-1.5 text-ink-faint">
              {keys.map((key, index) => (
                <span key={key} className="flex items-center gap-1.5">
                  {index > 0 && t('or')}
                  <kbd className="min-w-6 rounded-md border border-line-strong bg-sunken px-1.5 py-0.5 text-center font-sans text-xs text-ink">
                    {key}
                  </kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <EnableShortcuts />
    </dialog>
  );
};

/** Single keys get in the way of speech input and of some hands, so they can be turned off (WCAG 2.1.4). */
const EnableShortcuts = () => (
  <label className="flex min-h-11 cursor-pointer items-center gap-2.5 border-t border-line px-5 py-3 text-sm">
    <input
      type="checkbox"
      checked={useShortcutsEnabled()}
      onChange={(event) => setShortcutsEnabled(event.target.checked)}
      className="size-4 accent-accent"
    />
    {useTranslations('review.shortcuts')('enable')}
  </label>
);
