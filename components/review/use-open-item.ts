import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DecisionReply, PendingItem } from '@/src/application/contracts/review';
import { findRegistration, type Found } from '../api/review';

/** The registration on the card. What was known of it stays after it was decided, so that the card can say so. */
export type OpenItem = Found & { known?: PendingItem };

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

/** Remembers a decision, so that going back to its card shows it instead of the buttons. */
export const decidedItem = (decision: DecisionReply, known: PendingItem): OpenItem => ({
  kind: 'decided',
  decision,
  known,
});
