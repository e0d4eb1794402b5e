'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProgressReply } from '@/src/application/contracts/review';
import { useEventStream } from '../live/use-event-stream';
import { ConnectionLine } from './connection-line';
import { isFinal, stagesOf } from './stages';
import { Timeline } from './timeline';

type RegistrationStatusProps = { initial: ProgressReply; token: string };

/** Where a registration stands, live until it is decided. */
export const RegistrationStatus = ({ initial, token }: RegistrationStatusProps) => {
  const t = useTranslations('status');
  const [progress, setProgress] = useState(initial);
  const final = isFinal(progress);
  const path = `/api/registrations/${encodeURIComponent(initial.registrationId)}/events`;
  const connection = useEventStream({
    url: final ? undefined : `${path}?token=${encodeURIComponent(token)}`,
    onMessage: (text) => setProgress(JSON.parse(text) as ProgressReply),
  });
  return (
    <div className="grid gap-7">
      <div className="grid gap-2" role="status">
        <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-[1.75rem]">
          {final ? t(`steps.${progress.status}`) : t('heading')}
        </h1>
        <p className="leading-relaxed text-ink-soft">{t(`lead.${progress.status}`)}</p>
      </div>
      <div className="rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-7">
        <Timeline stages={stagesOf(progress)} />
        {progress.reason && <ReviewerReason text={progress.reason} />}
      </div>
      <div className="grid gap-2.5 text-sm text-ink-faint">
        <ConnectionLine state={final ? 'final' : connection} />
        <p>{t('keep')}</p>
      </div>
    </div>
  );
};

const ReviewerReason = ({ text }: { text: string }) => (
  <figure className="mt-6 grid animate-settle gap-1.5 border-t border-line pt-5">
    <figcaption className="text-sm font-medium text-ink">{useTranslations('status')('reason')}</figcaption>
    <blockquote className="leading-relaxed wrap-anywhere whitespace-pre-wrap text-ink-soft">
      {text}
    </blockquote>
  </figure>
);
