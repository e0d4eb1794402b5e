import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useCountdown } from './use-countdown';

/** Says that the sign-up was not taken and offers to send the same one again, by hand, after the server's wait. */
export const Unavailable = ({ retryAfterS }: { retryAfterS: number }) => {
  const t = useTranslations('signUp');
  const leftS = useCountdown(retryAfterS);
  return (
    <div className="grid animate-settle gap-4">
      <Notice tone="waiting" role="alert">
        {t('unavailable')}
      </Notice>
      <Button
        type="submit"
        tone="primary"
        disabled={leftS > 0}
        icon={<RotateCw aria-hidden className="size-4" />}
      >
        <span className="tabular-nums">
          {leftS > 0 ? t('tryAgainIn', { seconds: leftS }) : t('tryAgain')}
        </span>
      </Button>
    </div>
  );
};
