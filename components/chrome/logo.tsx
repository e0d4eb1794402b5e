import clsx from 'clsx';

/** The logo's symbol: a small gatehouse with its arch open. */
export const Mark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden className={clsx('shrink-0', className)}>
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <path
      className="fill-on-accent"
      d="M7 25V9.5h3.2v2.6h3.2V9.5h5.2v2.6h3.2V9.5H25V25h-5.2v-4.6a3.8 3.8 0 0 0-7.6 0V25z"
    />
  </svg>
);

/** The mark and the name; where `isCompact`, only the mark on a narrow screen. */
export const Logo = ({ isCompact }: { isCompact: boolean }) => (
  <span className="inline-flex items-center gap-2.5 text-[1.0625rem] font-semibold tracking-tight text-ink">
    <Mark className="size-7" />
    <span className={clsx(isCompact && 'max-sm:hidden')}>Portaria</span>
  </span>
);
