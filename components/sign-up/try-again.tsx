import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { Sending } from './use-sign-up';

type TryAgainProps = Pick<Extract<Sending, { kind: 'refused' }>, 'why' | 'retryAfterS'>;

/** Says why the sign-up was not accepted and offers to send the same one again, by hand, after the server's wait. */
export const TryAgain = ({ why, retryAfterS }: TryAgainProps) => {
  const t = useTranslations('signUp');
  const leftS = useCountdown(retryAfterS);
  return (
    <div className="grid animate-settle gap-4">
      <Notice tone="waiting" role="alert">
        {t(why)}
      </Notice>
      <Button
        type="submit"
        tone="primary"
        disabled={leftS > 0}
        icon={<RotateCw aria-hidden className="size-4" />}
      >
        <span className="tabular-nums">
          {leftS === 0 && t('tryAgain')}
          {leftS > 0 && leftS <= 90 && t('tryAgainIn', { seconds: leftS })}
          {leftS > 90 && t('tryAgainInMinutes', { minutes: Math.ceil(leftS / 60) })}
        </span>
      </Button>
    </div>
  );
};

/** Whole seconds left of a wait that begins when the component is mounted; 0 once it is over. */
const useCountdown = (seconds: number): number => {
  const [leftS, setLeftS] = useState(seconds);
  useEffect(() => {
    const endsAtMs = performance.now() + seconds * 1_000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000));
      setLeftS(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return leftS;
};
