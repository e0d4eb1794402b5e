'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProgressReply } from '@/src/application/contracts/review';
import type { StreamState } from '../live/event-stream';
import { useEventStream } from '../live/use-event-stream';
import { UserText } from '../ui/user-text';
import { Timeline } from './timeline';
import { isFinal, timelineSteps, withWhatWasKnown } from './timeline-steps';

type RegistrationStatusProps = { initial: ProgressReply; token: string };

/** Where a registration stands, live until it is decided. */
export const RegistrationStatus = ({ initial, token }: RegistrationStatusProps) => {
  const t = useTranslations('status');
  const [progress, setProgress] = useState(initial);
  const final = isFinal(progress);
  const path = `/api/registrations/${encodeURIComponent(initial.registrationId)}/events`;
  const connection = useEventStream({
    url: final ? undefined : `${path}?token=${encodeURIComponent(token)}`,
    onMessage: (text) => setProgress((known) => withWhatWasKnown(known, JSON.parse(text) as ProgressReply)),
  });
  return (
    <div className="grid gap-7">
      <div className="grid gap-2" role="status">
        <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-[1.75rem]">
          {final ? t(`steps.${progress.status}`) : t('heading')}
        </h1>
        <p className="leading-relaxed text-ink-soft">
          {t(`lead.${progress.incomplete ? 'incomplete' : progress.status}`)}
        </p>
      </div>
      <div className="rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-7">
        <Timeline steps={timelineSteps(progress)} />
        {progress.incomplete && (
          <p
            data-incomplete
            className="mt-5 border-t border-line pt-5 text-sm leading-relaxed text-pretty text-ink-soft"
          >
            {t('incomplete')}
          </p>
        )}
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
  <figure className="mt-6 grid animate-settle grid-cols-1 gap-1.5 border-t border-line pt-5">
    <figcaption className="text-sm font-medium text-ink">{useTranslations('status')('reason')}</figcaption>
    <blockquote className="leading-relaxed text-ink-soft">
      <UserText shape="block">{text}</UserText>
    </blockquote>
  </figure>
);

/** Says quietly whether the page is live. */
const ConnectionLine = ({ state }: { state: StreamState | 'final' }) => (
  <p role="status" data-connection={state} className="flex items-center gap-2">
    <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', DOTS[state])} />
    {useTranslations('status.connection')(state)}
  </p>
);

const DOTS: Record<StreamState | 'final', string> = {
  connecting: 'bg-line-strong',
  live: 'animate-breathe bg-yes',
  retrying: 'bg-waiting',
  ended: 'bg-line-strong',
  paused: 'bg-line-strong',
  final: 'bg-line-strong',
};
