'use client';

import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';

/** Sets the colours before the page is drawn; `nonce` is what lets the script that does so run. */
export const Theme = ({ nonce, children }: { nonce: string | undefined; children: ReactNode }) => (
  <ThemeProvider
    nonce={nonce}
    attribute="data-theme"
    defaultTheme="system"
    enableSystem
    disableTransitionOnChange
  >
    {children}
  </ThemeProvider>
);
