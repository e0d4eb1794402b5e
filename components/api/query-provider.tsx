import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

const FRESH_MS = 2_000;

/** Holds what was read from the API. A failure is shown after one more try, not after many silent ones. */
export const QueryProvider = ({ children }: { children: ReactNode }) => {
  const [client] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry: 1, retryDelay: 500 } } }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
};
