import { useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';

const LIST_PATH = '/admin';

export type Selection = ReturnType<typeof useSelection>;

/**
 * Which registration is open. The address (`?id=`) tells it, so that a card can be shared and the phone's back button
 * leads to the list. Where the address tells none, a wide screen shows the one that was first when the list came,
 * and keeps it: a newcomer above it must not take its place under a reviewer's hand.
 */
export const useSelection = (items: readonly PendingItem[]) => {
  const addressed = useSearchParams().get('id') ?? undefined;
  const [pinned, setPinned] = useState<string>();
  const pushed = useRef(false);
  const first = items[0]?.registrationId;
  if (!pinned && first) setPinned(first);

  const open = (registrationId: string) => {
    setPinned(registrationId);
    const path = pathTo(registrationId);
    if (addressed) return window.history.replaceState(null, '', path);
    window.history.pushState(null, '', path);
    pushed.current = true;
  };
  const close = () => {
    if (pushed.current) window.history.back();
    else window.history.replaceState(null, '', LIST_PATH);
    pushed.current = false;
  };
  /** After a decision: goes on where a card was open, without adding a step to the way back. */
  const goOnTo = (registrationId: string | undefined) => {
    setPinned(registrationId);
    if (!registrationId) return addressed && close();
    if (addressed) window.history.replaceState(null, '', pathTo(registrationId));
  };
  return { openId: addressed ?? pinned, isAddressed: addressed !== undefined, open, close, goOnTo };
};

export const pathTo = (registrationId: string): string =>
  `${LIST_PATH}?${new URLSearchParams({ id: registrationId })}`;
