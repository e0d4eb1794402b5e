import { type ReactNode, useId } from 'react';

type SectionProps = { heading: string; text?: ReactNode; children: ReactNode };

/** One part of the account page. */
export const Section = ({ heading, text, children }: SectionProps) => {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-1 gap-4 rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-6"
    >
      <div className="grid gap-1">
        <h2 id={id} className="font-semibold">
          {heading}
        </h2>
        {text && <p className="text-sm text-ink-soft">{text}</p>}
      </div>
      {children}
    </section>
  );
};
