import type { ReactNode } from 'react';

/** A key's name beside a button; hidden on touch screens, where there is no such key. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd
    aria-hidden
    className="hidden min-w-5 rounded border border-current/35 px-1 text-center font-sans text-xs leading-4.5 pointer-fine:inline-block"
  >
    {children}
  </kbd>
);
