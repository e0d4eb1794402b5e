import clsx from 'clsx';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type CardPaneProps = {
  announced: string | undefined;
  isShownOnPhone: boolean;
  onBack: () => void;
  children: ReactNode;
  bar?: ReactNode;
};

/** The right half of a wide screen; on a phone a view of its own above the list, which keeps its place below. */
export const CardPane = ({ announced, isShownOnPhone, onBack, children, bar }: CardPaneProps) => (
  <div
    className={clsx(
      'flex min-h-0 min-w-0 flex-col bg-canvas max-lg:fixed max-lg:inset-0 max-lg:z-20',
      !isShownOnPhone && 'max-lg:hidden',
    )}
  >
    <div className="flex h-14 shrink-0 items-center border-b border-line bg-surface px-2 lg:hidden">
      <button
        type="button"
        onClick={onBack}
        className="inline-flex min-h-11 items-center gap-2 rounded-lg px-2.5 text-sm font-medium text-ink-soft"
      >
        <ArrowLeft aria-hidden className="size-4.5" />
        {useTranslations('review')('back')}
      </button>
    </div>
    <div
      data-scrolls
      tabIndex={0}
      role="group"
      aria-label={useTranslations('review.card')('pane')}
      className="min-h-0 grow overflow-y-auto focus-visible:-outline-offset-2"
    >
      {children}
    </div>
    {/* The card changes under the focus, which stays on the buttons: the new name is read out. */}
    <p role="status" className="sr-only">
      {announced}
    </p>
    {bar}
  </div>
);
