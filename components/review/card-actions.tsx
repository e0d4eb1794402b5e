import { ArrowRight, Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MouseEvent, ReactNode } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';
import { Button, Kbd } from '../ui/button';
import { RejectPanel } from './reject-panel';
import { useDecisionSentence } from './use-decide';
import type { Review } from './use-review';

/** The buttons that decide while the registration waits; once somebody has decided, the one that opens the next. */
export const CardActions = ({ review }: { review: Review }) => {
  const t = useTranslations('review.decision');
  const open = review.openItem.data;
  if (!open) return null;
  const { known } = open;
  if (review.rejecting && known) return <RejectFooter review={review} known={known} />;
  return (
    <CardFooter label={t('label')}>
      {open.kind === 'pending' ? (
        <DecisionButtons review={review} item={open.item} />
      ) : (
        <Button onClick={review.openNext} icon={<ArrowRight aria-hidden className="size-4" />}>
          {t('next')}
        </Button>
      )}
    </CardFooter>
  );
};

const RejectFooter = ({ review, known }: { review: Review; known: PendingItem }) => {
  const t = useTranslations('review.decision');
  const sentence = useDecisionSentence();
  const open = review.openItem.data;
  const overtaken = open?.kind === 'decided' ? sentence(open.decision) : t('noLonger');
  return (
    <CardFooter label={t('label')}>
      <RejectPanel
        key={known.registrationId}
        registrationId={known.registrationId}
        overtaken={open?.kind !== 'pending' && overtaken}
        onReject={(reason) => review.reject(known, reason)}
        onClose={() => review.setRejecting(false)}
      />
    </CardFooter>
  );
};

/**
 * Both wait until the card has been on screen for a moment: the second click of a double click was not meant for the
 * person who came under the pointer with the first.
 */
const DecisionButtons = ({ review, item }: { review: Review; item: PendingItem }) => {
  const t = useTranslations('review.decision');
  const { card } = review;
  const whenSeen = (act: () => void) => (event: MouseEvent) => card.isSeen(event) && act();
  const look = {
    className: 'grow transition-opacity sm:grow-0 sm:px-6',
    'aria-disabled': !card.isSettled || undefined,
  };
  return (
    <div className="flex gap-3">
      <Button
        {...look}
        tone="yes"
        icon={<Check aria-hidden className="size-4.5" />}
        onClick={whenSeen(() => review.approve(item))}
      >
        {t('approve')}
        <Kbd>A</Kbd>
      </Button>
      <Button
        {...look}
        tone="no"
        icon={<X aria-hidden className="size-4.5" />}
        onClick={whenSeen(() => review.setRejecting(true))}
      >
        {t('reject')}
        <Kbd>R</Kbd>
      </Button>
    </div>
  );
};

/** The strip at the bottom of a card; keeps clear of a phone's own controls. */
const CardFooter = ({ label, children }: { label: string; children: ReactNode }) => (
  <section
    aria-label={label}
    className="shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
  >
    <div className="mx-auto w-full max-w-2xl px-5 py-3.5 sm:px-8">{children}</div>
  </section>
);
