import { outcomeOf } from '@/src/domain/decision';
import type { Decisions } from '../ports/decisions';
import type { PendingListing, PendingRegistrations } from '../ports/pending-registrations';

/** The further sign-ups with an address that is pending: when each came, by the registration that was first. */
export type Attempts = ReadonlyMap<string, readonly Date[]>;

type Ports = {
  pending: Pick<PendingRegistrations, 'list' | 'remove'>;
  decisions: Pick<Decisions, 'findAll' | 'attemptsOn'>;
};
type Page = Parameters<PendingRegistrations['list']>[0];

/**
 * A page of those who wait. An entry whose decision is already stored (its process died before the removal) is not
 * shown, and is removed on the way.
 */
export const listPending =
  ({ pending, decisions }: Ports) =>
  async (page: Page): Promise<PendingListing & { attempts: Attempts }> => {
    const listing = await pending.list(page);
    const ids = listing.items.map(({ id }) => id);
    const [decided, attempts] = await Promise.all([decisions.findAll(ids), decisions.attemptsOn(ids)]);
    if (decided.size === 0) return { ...listing, attempts };

    for (const { registrationId, verdict } of decided.values())
      await pending.remove(registrationId, outcomeOf(verdict));
    const items = listing.items.filter(({ id }) => !decided.has(id));
    return { ...listing, attempts, items, total: listing.total - decided.size };
  };
