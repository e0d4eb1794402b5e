import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { Sending } from './use-sign-up';

const SECONDS_UP_TO = 90;

/**
 * The one button that sends, first and again. After a sign-up that was not accepted it says why, and waits as long as the
 * server asks. It stays the same element all the while, so that it keeps the focus.
 */
export const SendButton = ({ sending }: { sending: Sending }) => {
  const t = useTranslations('signUp');
  const refused = sending.kind === 'refused' ? sending : undefined;
  const leftS = useSecondsUntil(refused?.retryAtMs ?? 0);
  const isWaiting = refused !== undefined && leftS > 0;
  const words = () => {
    if (sending.kind === 'proving') return t('proving');
    if (sending.kind === 'sending') return t('sending');
    if (!refused) return t('send');
    if (!isWaiting) return t('tryAgain');
    return leftS > SECONDS_UP_TO
      ? t('tryAgainInMinutes', { minutes: Math.ceil(leftS / 60) })
      : t('tryAgainIn', { seconds: leftS });
  };
  return (
    <div className="grid gap-4">
      {refused && (
        <div className="animate-settle">
          <Notice tone="waiting" role="alert">
            {t(refused.why)}
          </Notice>
        </div>
      )}
      <Button
        type="submit"
        tone="primary"
        busy={sending.kind === 'sending' || sending.kind === 'proving'}
        aria-disabled={isWaiting || undefined}
        icon={refused && <RotateCw aria-hidden className="size-4" />}
      >
        <span className="tabular-nums">{words()}</span>
      </Button>
    </div>
  );
};

/** Whole seconds left until a moment of `performance.now`, in milliseconds; 0 once it is past. */
const useSecondsUntil = (atMs: number): number => {
  const [leftS, setLeftS] = useState(0);
  useEffect(() => {
    const count = () => {
      const left = Math.max(0, Math.ceil((atMs - performance.now()) / 1_000));
      setLeftS(left);
      if (left === 0) clearInterval(timer);
    };
    const timer = setInterval(count, 250);
    const first = requestAnimationFrame(count);
    return () => {
      clearInterval(timer);
      cancelAnimationFrame(first);
    };
  }, [atMs]);
  return leftS;
};
