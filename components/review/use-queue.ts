import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { PendingPage } from '@/src/application/contracts/review';
import { listPending, type Order } from '../api/review';
import { coalesce } from '../live/coalesce';
import { visibleQueue } from './visible-queue';

const QUEUE_KEY = ['review', 'queue'] as const;
const REFETCH_REST_MS = 1_000;
const POLL_WHILE_NOT_LIVE_MS = 15_000;

export type Queue = ReturnType<typeof useQueue>;

type QueueOptions = {
  order: Order;
  initial: PendingPage | undefined;
  hidden: ReadonlySet<string>;
  live: boolean;
};

/** The pages read so far of those who wait, without those in `hidden`. `initial` is the first page, oldest first. */
export const useQueue = ({ order, initial, hidden, live }: QueueOptions) => {
  const query = useInfiniteQuery({
    queryKey: [...QUEUE_KEY, order],
    queryFn: ({ pageParam, signal }) => listPending({ order, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    initialData: order === 'oldest' && initial ? firstPage(initial) : undefined,
    refetchInterval: live ? false : POLL_WHILE_NOT_LIVE_MS,
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
    const reading = coalesce(() => client.invalidateQueries({ queryKey: QUEUE_KEY }), REFETCH_REST_MS);
    refresh.current = reading;
    return reading.stop;
  }, [client]);
  return useCallback(() => refresh.current?.wish(), []);
};

const firstPage = (page: PendingPage): InfiniteData<PendingPage, string | undefined> => ({
  pages: [page],
  pageParams: [undefined],
});
