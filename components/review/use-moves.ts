import { useEffect, useEffectEvent, useState } from 'react';
import { moveBy, neighbourOf, type Queue } from './use-queue';
import type { useSelection } from './use-selection';

type MovesOptions = { queue: Queue; selection: ReturnType<typeof useSelection> };

/** Where to go, as the index of a row that may be on a page that is still to be read; `how` to open it then. */
type Wish = { index: number; how: 'open' | 'openAfterDecision' };

/**
 * Moves through the list row by row. The pages that the list is read in are no ends: a step past the last row read so far
 * reads the next page and goes on.
 */
export const useMoves = ({ queue: { items, query }, selection }: MovesOptions) => {
  const { openId } = selection;
  const [wish, setWish] = useState<Wish>();
  const index = items.findIndex(({ registrationId }) => registrationId === openId);
  const place = usePlace(index);
  useWish({ wish, setWish, items, query, selection });

  const isBeforeUnread = (row: number) => row >= items.length && query.hasNextPage;
  const move = (distance: 1 | -1) => {
    const target = index < 0 && openId ? neighbourOf(items, openId, place) : moveBy(items, openId, distance);
    if (distance === 1 && isBeforeUnread(index < 0 ? place : index + 1))
      return setWish({ index: index < 0 ? place : index + 1, how: 'open' });
    setWish(undefined);
    if (target && target !== openId) selection.open(target);
  };
  const openNext = () => {
    // Once the open one has left the list, the next one stands in its place.
    if (isBeforeUnread(index < 0 ? place : index + 1))
      return setWish({ index: place, how: 'openAfterDecision' });
    setWish(undefined);
    selection.openAfterDecision(openId && neighbourOf(items, openId, place));
  };
  return { move, openNext, isMoving: wish !== undefined };
};

/** The index that the open row has, or had before it left the list. */
const usePlace = (index: number): number => {
  const [place, setPlace] = useState(0);
  if (index >= 0 && index !== place) setPlace(index);
  return index >= 0 ? index : place;
};

type WishOptions = {
  wish: Wish | undefined;
  setWish: (wish: Wish | undefined) => void;
  items: Queue['items'];
  query: Queue['query'];
  selection: MovesOptions['selection'];
};

/** Reads the next page until the wished row is there; gives up where there is none, or where it cannot be read. */
const useWish = ({ wish, setWish, items, query, selection }: WishOptions): void => {
  const target = wish && items[wish.index]?.registrationId;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const follow = useEffectEvent(() => {
    if (!wish) return;
    if (target) {
      setWish(undefined);
      // The row of a decision that failed is back where the next one was expected.
      if (target !== selection.openId) selection[wish.how](target);
    } else if (hasNextPage && !isFetchNextPageError) {
      if (!isFetchingNextPage) void query.fetchNextPage();
    } else {
      setWish(undefined);
      if (wish.how === 'openAfterDecision') selection.openAfterDecision(items.at(-1)?.registrationId);
    }
  });
  useEffect(() => follow(), [wish, target, hasNextPage, isFetchingNextPage, isFetchNextPageError]);
};
