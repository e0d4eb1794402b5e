import type { ReactNode } from 'react';

type NarrowPageProps = { heading: string; lead: ReactNode; children: ReactNode };

/** A page with one short form in a card. */
export const NarrowPage = ({ heading, lead, children }: NarrowPageProps) => (
  <div className="mx-auto grid w-full max-w-[25rem] grid-cols-1 gap-6 px-4 pt-10 pb-12 sm:pt-20">
    <div className="grid grid-cols-1 gap-1.5">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{heading}</h1>
      <p className="min-w-0 text-ink-soft">{lead}</p>
    </div>
    <div className="rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-7">{children}</div>
  </div>
);
