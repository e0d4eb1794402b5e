import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import { findRegistration, type Found } from '../api/review';

export const LIST_PATH = '/admin';
const PARAMETER = 'id';

/**
 * Which registration is open. The address (`?id=`) names it, so that a card can be shared and the phone's back button
 * leads to the list. Where the address names none, a wide screen shows the one that was first when the list came,
 * and keeps it: a newer one above it must not replace the card while a reviewer decides on it.
 */
export const useSelection = (items: readonly PendingItem[]) => {
  const { addressedId, go } = useAddress();
  const [pinnedId, setPinnedId] = useState<string>();
  const hasPushed = useRef(false);
  const first = items[0]?.registrationId;
  if (!pinnedId && first) setPinnedId(first);

  const open = (registrationId: string) => {
    setPinnedId(registrationId);
    go(registrationId, addressedId ? 'replace' : 'push');
    if (!addressedId) hasPushed.current = true;
  };
  const close = () => {
    if (hasPushed.current) window.history.back();
    else go(undefined, 'replace');
    hasPushed.current = false;
  };
  /** Opens the next card after a decision. It replaces the one in the address, so that Back still leads to the list. */
  const openAfterDecision = (registrationId: string | undefined) => {
    setPinnedId(registrationId);
    if (!addressedId) return;
    if (registrationId) go(registrationId, 'replace');
    else close();
  };
  return {
    openId: addressedId ?? pinnedId,
    isInAddress: addressedId !== undefined,
    open,
    close,
    openAfterDecision,
  };
};

/** The address that opens a registration. */
export const pathTo = (registrationId: string): string =>
  `${LIST_PATH}?${new URLSearchParams({ [PARAMETER]: registrationId })}`;

/** The registration on the card. What was known of it stays after it was decided, so that the card can say so. */
export type OpenItem = Found & { known?: PendingItem };

/** Under which key the query client holds a registration. */
export const openItemKey = (registrationId: string | undefined) =>
  ['review', 'item', registrationId] as const;

/** Reads the open registration; one that is in the list is shown at once, without asking. */
export const useOpenItem = (registrationId: string | undefined, listed: PendingItem | undefined) => {
  const client = useQueryClient();
  const key = openItemKey(registrationId);
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<OpenItem> => {
      const found = await findRegistration(registrationId ?? '', signal);
      return {
        ...found,
        known: found.kind === 'pending' ? found.item : client.getQueryData<OpenItem>(key)?.known,
      };
    },
    enabled: registrationId !== undefined,
    initialData: listed && { kind: 'pending', item: listed, known: listed },
    staleTime: Infinity,
  });
};

/** The registration with its decision, so that going back to its card shows that instead of the buttons. */
export const decidedItem = (decision: DecisionReply, known: PendingItem): OpenItem => ({
  kind: 'decided',
  decision,
  known,
});

/** The registration that is no longer in the list, though nobody knows of a decision. */
export const missingItem = (known: PendingItem): OpenItem => ({ kind: 'missing', known });

/**
 * The id in the address. It is kept as state too, because the router knows a new address only a moment later, and
 * a key pressed in that moment would decide on the previous card.
 */
const useAddress = () => {
  const [addressedId, setAddressedId] = useState(useSearchParams().get(PARAMETER) ?? undefined);
  useEffect(() => {
    const follow = () =>
      setAddressedId(new URLSearchParams(window.location.search).get(PARAMETER) ?? undefined);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const go = (registrationId: string | undefined, how: 'push' | 'replace') => {
    setAddressedId(registrationId);
    const path = registrationId ? pathTo(registrationId) : LIST_PATH;
    if (how === 'push') window.history.pushState(null, '', path);
    else window.history.replaceState(null, '', path);
  };
  return { addressedId, go };
};
