import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PendingItem, PendingPage } from '@/src/application/contracts/review';
import { listPending, type Order } from '../api/review';
import { coalesce } from '../live/coalesce';

const QUEUE_KEY = ['review', 'queue'] as const;
const REFETCH_INTERVAL_MS = 1_000;
const POLL_WHILE_NOT_LIVE_MS = 15_000;

export type Queue = ReturnType<typeof useQueue>;

type QueueOptions = {
  order: Order;
  initial: PendingPage | undefined;
  hidden: ReadonlySet<string>;
  /** Whether to read it again every now and then, because nothing else tells of changes. */
  polls: boolean;
};

/** The pages read so far of those who wait, without those in `hidden`. `initial` is the first page, oldest first. */
export const useQueue = ({ order, initial, hidden, polls }: QueueOptions) => {
  const query = useInfiniteQuery({
    queryKey: [...QUEUE_KEY, order],
    queryFn: ({ pageParam, signal }) => listPending({ order, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    initialData: order === 'oldest' && initial ? firstPage(initial) : undefined,
    refetchInterval: polls && POLL_WHILE_NOT_LIVE_MS,
  });
  const pages = query.data?.pages;
  const visible = useMemo(() => visibleQueue(pages ?? [], hidden), [pages, hidden]);
  return { ...visible, query };
};

/** Reads the queue again soon; asked a thousand times in a second, it reads once or twice. */
export const useRefreshQueue = (): (() => void) => {
  const client = useQueryClient();
  const refresh = useRef<ReturnType<typeof coalesce>>(null);
  useEffect(() => {
    const refetch = coalesce(() => client.invalidateQueries({ queryKey: QUEUE_KEY }), REFETCH_INTERVAL_MS);
    refresh.current = refetch;
    return refetch.stop;
  }, [client]);
  return useCallback(() => refresh.current?.request(), []);
};

/** The registrations that are hidden before the server's list leaves them out. */
export const useHidden = () => {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const hide = (id: string) => setHidden((before) => (before.has(id) ? before : new Set([...before, id])));
  const show = (id: string) => setHidden((before) => new Set([...before].filter((other) => other !== id)));
  return { hidden, hide, show };
};

type VisibleQueue = { items: PendingItem[]; total: number };

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

/**
 * The registration to open after this one leaves: the one after it, else the one before it. Where it has left already,
 * `place` is the index that it had.
 */
export const neighbourOf = (
  items: readonly PendingItem[],
  registrationId: string,
  place = 0,
): string | undefined => {
  const index = items.findIndex((item) => item.registrationId === registrationId);
  if (index < 0) return (items[place] ?? items.at(-1))?.registrationId;
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

const firstPage = (page: PendingPage): InfiniteData<PendingPage, string | undefined> => ({
  pages: [page],
  pageParams: [undefined],
});
