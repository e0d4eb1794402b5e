import type { PendingItem, PendingPage } from '@/src/application/contracts/review';

export type VisibleQueue = { items: PendingItem[]; total: number };

/**
 * What the list shows of the pages read so far: without those decided here or reported as decided, though the server
 * may still list them for a moment, and each one once, though pages read at different moments may overlap.
 * Hiding instead of changing the pages makes a failed decision trivial to take back: the row is where it was.
 */
export const visibleQueue = (pages: readonly PendingPage[], hidden: ReadonlySet<string>): VisibleQueue => {
  const byId = new Map(
    pages.flatMap((page) => page.items.map((item) => [item.registrationId, item] as const)),
  );
  const items = [...byId.values()].filter(({ registrationId }) => !hidden.has(registrationId));
  const total = (pages[0]?.total ?? 0) - (byId.size - items.length);
  return { items, total: Math.max(total, items.length) };
};

/** The registration to open after this one leaves: the one after it, else the one before it. */
export const neighbourOf = (items: readonly PendingItem[], registrationId: string): string | undefined => {
  const index = items.findIndex((item) => item.registrationId === registrationId);
  if (index < 0) return items[0]?.registrationId;
  return (items[index + 1] ?? items[index - 1])?.registrationId;
};

/** The registration `distance` rows away; stays at the ends, and starts at the top where none is open. */
export const moveBy = (
  items: readonly PendingItem[],
  registrationId: string | undefined,
  distance: 1 | -1,
): string | undefined => {
  const index = items.findIndex((item) => item.registrationId === registrationId);
  if (index < 0) return items[0]?.registrationId;
  return (items[index + distance] ?? items[index])?.registrationId;
};
