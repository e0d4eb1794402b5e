import clsx from 'clsx';
import { Check, Circle, CircleDot, X, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Moment } from '../ui/time';
import type { TimelineStep } from './timeline-steps';

/** The steps of a registration, from top to bottom. */
export const Timeline = ({ steps }: { steps: TimelineStep[] }) => (
  <ol aria-label={useTranslations('status')('timeline')} className="grid">
    {steps.map((step) => (
      <StepItem key={keyOf(step)} step={step} />
    ))}
  </ol>
);

const StepItem = ({ step }: { step: TimelineStep }) => {
  const t = useTranslations('status');
  const { name, at, state } = step;
  const lasting = state === 'current' && (name === 'queued' || name === 'pending');
  return (
    <li
      aria-current={state === 'current' ? 'step' : undefined}
      data-step={name}
      className="group relative grid grid-cols-[2rem_1fr] gap-x-3.5 pb-7 last:pb-0"
    >
      <span aria-hidden className={clsx(LINE, state === 'done' ? 'bg-accent' : 'bg-line')} />
      <StepIcon step={step} />
      <div className="pt-0.5">
        <p className={clsx('text-[1.0625rem] leading-7', at ? 'font-medium text-ink' : 'text-ink-faint')}>
          {t(`steps.${name}`)}
        </p>
        <p className="text-sm text-ink-faint">
          {at ? <Moment iso={at} phrase={lasting ? 'since' : 'at'} /> : t('notYet')}
        </p>
      </div>
    </li>
  );
};

const LINE =
  'absolute top-9 bottom-1 left-4 w-0.5 -translate-x-1/2 rounded-full transition-colors duration-500 group-last:hidden';

const StepIcon = ({ step: { name, state } }: { step: TimelineStep }) => {
  const Icon = ICONS[iconKindOf(name, state)];
  return (
    <span
      // A new key plays the animation again when the step is reached.
      key={state}
      aria-hidden
      className={clsx(
        'grid size-8 place-items-center rounded-full',
        lookOf(name, state),
        state === 'current' && 'animate-settle',
      )}
    >
      <Icon className="size-4.5" strokeWidth={state === 'upcoming' ? 1.5 : 2.25} />
    </span>
  );
};

const ICONS: Record<IconKind, LucideIcon> = { no: X, yes: Check, current: CircleDot, upcoming: Circle };

type IconKind = 'no' | 'yes' | 'current' | 'upcoming';

const iconKindOf = (name: TimelineStep['name'], state: TimelineStep['state']): IconKind => {
  if (name === 'rejected') return 'no';
  if (name === 'approved' || state === 'done') return 'yes';
  return state;
};

const lookOf = (name: TimelineStep['name'], state: TimelineStep['state']): string => {
  if (name === 'approved') return 'bg-yes text-on-accent';
  if (name === 'rejected') return 'bg-no-soft text-no';
  if (state === 'done') return 'bg-accent-soft text-accent';
  return state === 'current' ? 'bg-accent text-on-accent' : 'bg-sunken text-ink-faint';
};

// The last step keeps its element, and so its transition, when "decision" turns into the outcome.
const keyOf = ({ name }: TimelineStep): string =>
  name === 'approved' || name === 'rejected' ? 'decision' : name;
