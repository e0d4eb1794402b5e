import type { Decisions, RepeatedSignUps } from '../ports/decisions';
import type { PendingListing, PendingRegistrations } from '../ports/pending-registrations';

type Repeats = ReadonlyMap<string, RepeatedSignUps>;

type Ports = {
  pending: Pick<PendingRegistrations, 'list'>;
  decisions: Pick<Decisions, 'findAll' | 'repeatedSignUpsOf'>;
};
type Page = Parameters<PendingRegistrations['list']>[0];

/**
 * A page of those who wait, at least one of them where anybody does. An entry whose decision is already stored is left
 * out, and the reconciler takes it off the list: reading writes nothing, so a list that can only be read is shown too.
 */
export const listPending =
  (ports: Ports) =>
  async (page: Page): Promise<PendingListing & { repeatedSignUps: Repeats }> => {
    let decided = 0;
    for (let cursor = page.cursor; ;) {
      const listing = await ports.pending.list({ ...page, cursor });
      const waiting = await leaveOutDecided(ports, listing);
      decided += listing.items.length - waiting.items.length;
      if (waiting.items.length > 0 || !listing.nextCursor)
        return { ...listing, ...waiting, total: Math.max(0, listing.total - decided) };
      cursor = listing.nextCursor;
    }
  };

const leaveOutDecided = async ({ decisions }: Ports, { items }: PendingListing) => {
  const ids = items.map(({ id }) => id);
  const [decided, repeatedSignUps] = await Promise.all([
    decisions.findAll(ids),
    decisions.repeatedSignUpsOf(ids),
  ]);
  return { items: items.filter(({ id }) => !decided.has(id)), repeatedSignUps };
};
