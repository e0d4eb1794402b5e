import { Coffee, RotateCw, ServerOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';

const SKELETON_ROWS = 8;

/** Stands for the list while its first page is read; rows of the same size, so that nothing jumps. */
export const QueueSkeleton = () => (
  <div role="status" className="min-h-0 grow overflow-hidden">
    <span className="sr-only">{useTranslations('review')('loading')}</span>
    {Array.from({ length: SKELETON_ROWS }, (_, row) => (
      <div
        key={row}
        aria-hidden
        className="grid h-19 animate-breathe content-center gap-2 border-b border-line px-4"
      >
        <div className="h-3.5 w-2/5 rounded bg-line" />
        <div className="h-3 w-4/5 rounded bg-sunken" />
        <div className="h-2.5 w-1/3 rounded bg-sunken" />
      </div>
    ))}
  </div>
);

/** Nobody waits, which is good news. */
export const QueueEmpty = () => {
  const t = useTranslations('review.empty');
  return <Centred icon={<Coffee aria-hidden className="size-6" />} heading={t('heading')} text={t('text')} />;
};

/** The list could not be read at all. */
export const QueueError = ({ busy, onRetry }: { busy: boolean; onRetry: () => void }) => {
  const t = useTranslations('review.error');
  return (
    <Centred icon={<ServerOff aria-hidden className="size-6" />} heading={t('heading')} text={t('text')}>
      <Button busy={busy} onClick={onRetry} icon={<RotateCw aria-hidden className="size-4" />}>
        {t('retry')}
      </Button>
    </Centred>
  );
};

type CentredProps = { icon: ReactNode; heading: string; text: string; children?: ReactNode };

const Centred = ({ icon, heading, text, children }: CentredProps) => (
  <div role="status" className="grid grow content-center justify-items-center gap-2 px-6 py-16 text-center">
    <span className="mb-1 grid size-12 place-items-center rounded-full bg-sunken text-ink-faint">{icon}</span>
    <p className="font-medium text-ink">{heading}</p>
    <p className="max-w-xs text-sm text-ink-soft">{text}</p>
    <div className="mt-3 empty:hidden">{children}</div>
  </div>
);
