import clsx from 'clsx';
import { CircleCheck, CircleX, Clock } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'waiting' | 'yes' | 'no';

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

const icons = { waiting: Clock, yes: CircleCheck, no: CircleX };

const looks: Record<Tone, string> = {
  waiting: 'bg-waiting-soft text-waiting',
  yes: 'bg-yes-soft text-yes',
  no: 'bg-no-soft text-no',
};
