import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { PendingItem } from '@/src/application/contracts/review';
import { Button } from '../ui/button';
import { BarFrame } from './bar-frame';
import { DecisionBar } from './decision-bar';
import type { Wish } from './use-decide';
import type { OpenItem } from './use-open-item';

type CardBarProps = {
  open: OpenItem | undefined;
  rejecting: boolean;
  onRejecting: (rejecting: boolean) => void;
  onDecide: (wish: Wish) => void;
  onNext: () => void;
};

/** The decision while one is open; the way on once somebody else has made it. */
export const CardBar = ({ open, rejecting, onRejecting, onDecide, onNext }: CardBarProps) => {
  const t = useTranslations('review.decision');
  if (!open) return null;
  if (open.kind === 'pending') {
    const decideOn = (item: PendingItem) => (verdict: Wish['verdict'], reason?: string) =>
      onDecide({ item, verdict, reason });
    return <DecisionBar rejecting={rejecting} onRejecting={onRejecting} onDecide={decideOn(open.item)} />;
  }
  return (
    <BarFrame label={t('bar')}>
      <Button onClick={onNext} icon={<ArrowRight aria-hidden className="size-4" />}>
        {t('next')}
      </Button>
    </BarFrame>
  );
};
