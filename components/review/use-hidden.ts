import { useState } from 'react';

/** The registrations taken out of sight before the server's list leaves them out. */
export const useHidden = () => {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const hide = (id: string) => setHidden((before) => (before.has(id) ? before : new Set([...before, id])));
  const show = (id: string) => setHidden((before) => new Set([...before].filter((other) => other !== id)));
  return { hidden, hide, show };
};
