import type { Decisions } from '../ports/decisions';
import type { PendingListing, PendingRegistrations } from '../ports/pending-registrations';

/** The further sign-ups with an address that is pending: when each came, by the registration that was first. */
export type RepeatedSignUps = ReadonlyMap<string, readonly Date[]>;

type Ports = {
  pending: Pick<PendingRegistrations, 'list' | 'remove'>;
  decisions: Pick<Decisions, 'findAll' | 'repeatedSignUpsOf'>;
};
type Page = Parameters<PendingRegistrations['list']>[0];

/**
 * A page of those who wait. An entry whose decision is already stored (its process died before the removal) is not
 * shown, and is removed on the way.
 */
export const listPending =
  ({ pending, decisions }: Ports) =>
  async (page: Page): Promise<PendingListing & { repeatedSignUps: RepeatedSignUps }> => {
    const listing = await pending.list(page);
    const ids = listing.items.map(({ id }) => id);
    const [decided, repeatedSignUps] = await Promise.all([
      decisions.findAll(ids),
      decisions.repeatedSignUpsOf(ids),
    ]);
    if (decided.size === 0) return { ...listing, repeatedSignUps };

    for (const { registrationId, outcome } of decided.values()) await pending.remove(registrationId, outcome);
    const items = listing.items.filter(({ id }) => !decided.has(id));
    return { ...listing, repeatedSignUps, items, total: listing.total - decided.size };
  };
