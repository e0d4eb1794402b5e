import { outcomeOf } from '@/src/domain/decision';
import type { Decisions } from '../ports/decisions';
import type { PendingListing, PendingRegistrations } from '../ports/pending-registrations';

type Ports = {
  pending: Pick<PendingRegistrations, 'list' | 'remove'>;
  decisions: Pick<Decisions, 'findAll'>;
};
type Page = Parameters<PendingRegistrations['list']>[0];

/**
 * A page of those who wait. An entry whose decision is already stored (its process died before the removal) is not
 * shown, and is removed on the way.
 */
export const listPending =
  ({ pending, decisions }: Ports) =>
  async (page: Page): Promise<PendingListing> => {
    const listing = await pending.list(page);
    const decided = await decisions.findAll(listing.items.map(({ id }) => id));
    if (decided.size === 0) return listing;

    for (const { registrationId, verdict } of decided.values())
      await pending.remove(registrationId, outcomeOf(verdict));
    const items = listing.items.filter(({ id }) => !decided.has(id));
    return { ...listing, items, total: listing.total - decided.size };
  };
