import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';

const LIST_PATH = '/admin';
const PARAMETER = 'id';

export type Selection = ReturnType<typeof useSelection>;

/**
 * Which registration is open. The address (`?id=`) tells it, so that a card can be shared and the phone's back button
 * leads to the list. Where the address tells none, a wide screen shows the one that was first when the list came,
 * and keeps it: a newcomer above it must not take its place under a reviewer's hand.
 */
export const useSelection = (items: readonly PendingItem[]) => {
  const { addressed, go } = useAddress();
  const [pinned, setPinned] = useState<string>();
  const pushed = useRef(false);
  const first = items[0]?.registrationId;
  if (!pinned && first) setPinned(first);

  const open = (registrationId: string) => {
    setPinned(registrationId);
    go(registrationId, addressed ? 'replace' : 'push');
    if (!addressed) pushed.current = true;
  };
  const close = () => {
    if (pushed.current) window.history.back();
    else go(undefined, 'replace');
    pushed.current = false;
  };
  /** After a decision: goes on where a card was open, without adding a step to the way back. */
  const goOnTo = (registrationId: string | undefined) => {
    setPinned(registrationId);
    if (!addressed) return;
    if (registrationId) go(registrationId, 'replace');
    else close();
  };
  return { openId: addressed ?? pinned, isAddressed: addressed !== undefined, open, close, goOnTo };
};

export const pathTo = (registrationId: string): string =>
  `${LIST_PATH}?${new URLSearchParams({ [PARAMETER]: registrationId })}`;

/**
 * The id in the address. It is kept as state too, because the router tells of a new address only a moment later, and
 * a key pressed in that moment would decide on the card before.
 */
const useAddress = () => {
  const [addressed, setAddressed] = useState(useSearchParams().get(PARAMETER) ?? undefined);
  useEffect(() => {
    const follow = () =>
      setAddressed(new URLSearchParams(window.location.search).get(PARAMETER) ?? undefined);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const go = (registrationId: string | undefined, how: 'push' | 'replace') => {
    setAddressed(registrationId);
    const path = registrationId ? pathTo(registrationId) : LIST_PATH;
    if (how === 'push') window.history.pushState(null, '', path);
    else window.history.replaceState(null, '', path);
  };
  return { addressed, go };
};
