import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { BarFrame } from './bar-frame';
import { RejectPanel } from './reject-panel';

type DecisionBarProps = {
  rejecting: boolean;
  onRejecting: (rejecting: boolean) => void;
  onDecide: (verdict: 'approve' | 'reject', reason?: string) => void;
};

/** Always in reach at the bottom of the card. */
export const DecisionBar = ({ rejecting, onRejecting, onDecide }: DecisionBarProps) => {
  const t = useTranslations('review.decision');
  if (rejecting) {
    return (
      <RejectPanel onCancel={() => onRejecting(false)} onConfirm={(reason) => onDecide('reject', reason)} />
    );
  }
  return (
    <BarFrame label={t('bar')}>
      <div className="flex gap-3">
        <Button
          tone="yes"
          className="grow sm:grow-0 sm:px-6"
          icon={<Check aria-hidden className="size-4.5" />}
          onClick={() => onDecide('approve')}
        >
          {t('approve')}
          <Kbd>A</Kbd>
        </Button>
        <Button
          tone="no"
          className="grow sm:grow-0 sm:px-6"
          icon={<X aria-hidden className="size-4.5" />}
          onClick={() => onRejecting(true)}
        >
          {t('reject')}
          <Kbd>R</Kbd>
        </Button>
      </div>
    </BarFrame>
  );
};
