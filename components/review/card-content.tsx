import { useTranslations } from 'next-intl';
import type { DecisionReply } from '@/src/application/contracts/review';
import { Notice } from '../ui/notice';
import { RegistrationCard } from './registration-card';
import { useDecisionSentence } from './use-announce';
import type { OpenItem } from './use-open-item';

type CardContentProps = {
  open: OpenItem | undefined;
  /** Why there is nothing to show; undefined while it is being read, and when nobody waits. */
  absence: 'none' | 'failed' | undefined;
};

/** What the card shows: the registration, who was faster, or why there is nothing to show. */
export const CardContent = ({ open, absence }: CardContentProps) => {
  const t = useTranslations('review.card');
  if (!open) return absence && <Aside text={t(absence)} />;
  const notice = open.kind === 'decided' && <DecisionNotice decision={open.decision} />;
  if (open.known)
    return <RegistrationCard key={open.known.registrationId} item={open.known} notice={notice} />;
  if (notice) return <div className="mx-auto w-full max-w-2xl px-5 py-8 sm:px-8">{notice}</div>;
  return <Aside heading={t('missingHeading')} text={t('missing')} />;
};

const DecisionNotice = ({ decision }: { decision: DecisionReply }) => {
  const sentence = useDecisionSentence();
  return (
    <Notice tone={tones[decision.outcome]} role="status">
      <p className="font-medium">{sentence(decision)}</p>
      {decision.reason && <p className="wrap-anywhere whitespace-pre-wrap">{decision.reason}</p>}
    </Notice>
  );
};

const tones = { approved: 'yes', rejected: 'no', duplicate: 'waiting' } as const;

const Aside = ({ heading, text }: { heading?: string; text: string }) => (
  <div className="grid h-full place-content-center gap-1.5 p-8 text-center text-sm text-ink-faint">
    {heading && <p className="text-base font-medium text-ink">{heading}</p>}
    <p>{text}</p>
  </div>
);
