import clsx from 'clsx';
import { CircleCheck, CircleX, Clock } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'waiting' | 'yes' | 'no';

/** A short message whose state is told by icon and words as well as by colour. */
export const Notice = ({
  tone,
  children,
  ...rest
}: {
  tone: Tone;
  children: ReactNode;
  role?: 'alert' | 'status';
}) => {
  const Icon = icons[tone];
  return (
    <div
      {...rest}
      className={clsx('flex items-start gap-2.5 rounded-lg px-3.5 py-3 text-sm leading-relaxed', looks[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
};

type EmptyStateProps = {
  icon: ReactNode;
  heading: string;
  text: string;
  className?: string;
  children?: ReactNode;
};

/** Stands where a list would, and says why there is none; `children` are what can be done about it. */
export const EmptyState = ({ icon, heading, text, className, children }: EmptyStateProps) => (
  <div role="status" className={clsx('grid', className, 'justify-items-center gap-2 px-6 py-16 text-center')}>
    <span className="mb-1 grid size-12 place-items-center rounded-full bg-sunken text-ink-faint">{icon}</span>
    <p className="font-medium text-ink">{heading}</p>
    <p className="max-w-xs text-sm text-ink-soft">{text}</p>
    <div className="mt-3 empty:hidden">{children}</div>
  </div>
);

const icons = { waiting: Clock, yes: CircleCheck, no: CircleX };

const looks: Record<Tone, string> = {
  waiting: 'bg-waiting-soft text-waiting',
  yes: 'bg-yes-soft text-yes',
  no: 'bg-no-soft text-no',
};
