import type { ReactNode } from 'react';

/** The strip at the bottom of a card; keeps clear of a phone's own controls. */
export const BarFrame = ({ label, children }: { label: string; children: ReactNode }) => (
  <section
    aria-label={label}
    className="shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
  >
    <div className="mx-auto w-full max-w-2xl px-5 py-3.5 sm:px-8">{children}</div>
  </section>
);
