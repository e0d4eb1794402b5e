import { beforeEach, describe, expect, it } from 'vitest';
import type { PendingRegistrations } from '@/src/application/ports/pending-registrations';
import { aPending } from '../fakes/samples';

/** What every pending list keeps. `make` answers an empty one. */
export const pendingRegistrationsContract = (
  name: string,
  make: () => Promise<PendingRegistrations>,
): void => {
  describe(`${name} keeps the contract of PendingRegistrations`, () => {
    let pending: PendingRegistrations;
    beforeEach(async () => {
      pending = await make();
    });
    const page = { order: 'oldest', limit: 50 } as const;

    it('has nothing to mend where nothing was lost', async () => {
      await pending.admit([aPending(), aPending()]);
      expect((await pending.mendNext()).misfits).toEqual([]);
      expect(await pending.mendNext()).toEqual({ misfits: [], whole: false });
    });

    it('admits a registration and finds it as it was', async () => {
      const registration = aPending();
      expect(await pending.admit([registration])).toEqual([{ kind: 'admitted' }]);
      expect(await pending.find(registration.id)).toEqual(registration);
    });

    it('admits it once, however often it is delivered', async () => {
      const registration = aPending();
      await pending.admit([registration]);
      expect(await pending.admit([registration, registration])).toEqual([
        { kind: 'already-pending' },
        { kind: 'already-pending' },
      ]);
      expect((await pending.list(page)).total).toBe(1);
    });

    it('refuses to bring back what was decided', async () => {
      const registration = aPending();
      await pending.admit([registration]);
      await pending.remove(registration.id, 'approved');
      expect(await pending.admit([registration])).toEqual([{ kind: 'already-decided' }]);
      expect(await pending.find(registration.id)).toBeUndefined();
    });

    it('refuses what was decided before it ever arrived', async () => {
      const registration = aPending();
      await pending.remove(registration.id, 'rejected');
      expect(await pending.admit([registration])).toEqual([{ kind: 'already-decided' }]);
    });

    it('tells a second registration for an address whose duplicate it is, whatever the case', async () => {
      const first = aPending({ email: 'Maria@example.org' });
      const second = aPending({ email: 'maria@EXAMPLE.org' });
      expect(await pending.admit([first, second])).toEqual([
        { kind: 'admitted' },
        { kind: 'duplicate', of: first.id },
      ]);
    });

    it('frees the address when its registration leaves the list', async () => {
      const first = aPending({ email: 'jo@example.org' });
      await pending.admit([first]);
      await pending.remove(first.id, 'rejected');
      expect(await pending.admit([aPending({ email: 'jo@example.org' })])).toEqual([{ kind: 'admitted' }]);
    });

    it('removes twice as once', async () => {
      const registration = aPending();
      await pending.admit([registration]);
      await pending.remove(registration.id, 'approved');
      await pending.remove(registration.id, 'approved');
      expect(await pending.list(page)).toEqual({ items: [], nextCursor: undefined, total: 0 });
    });

    it.each(['oldest', 'newest'] as const)(
      'pages by key, %s first, without gaps or repeats',
      async (order) => {
        // Three share a millisecond: a page must be able to end between them.
        const times = [1, 2, 2, 2, 3, 4, 5].map((second) => new Date(`2026-03-01T12:00:0${second}Z`));
        const all = times.map((at) => aPending({ at }));
        await pending.admit(all);

        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const { items, nextCursor, total } = await pending.list({ order, limit: 3, cursor });
          expect(total).toBe(7);
          seen.push(...items.map(({ id }) => id));
          cursor = nextCursor;
        } while (cursor);
        const expected = [...all].sort((a, b) => +a.submittedAt - +b.submittedAt || (a.id < b.id ? -1 : 1));
        if (order === 'newest') expected.reverse();
        expect(seen).toEqual(expected.map(({ id }) => id));
      },
    );

    it('tells which are on the list, and names them all', async () => {
      const [here, gone] = [aPending(), aPending()];
      await pending.admit([here, gone]);
      await pending.remove(gone.id, 'rejected');
      expect(await pending.held([here.id, gone.id])).toEqual(new Set([here.id]));
      const pages = [];
      for await (const page of pending.idPages()) pages.push(...page);
      expect(pages).toEqual([here.id]);
    });

    it('goes on after a cursor whose own entry has left the list', async () => {
      const all = [1, 2, 3, 4].map((second) => aPending({ at: new Date(`2026-03-01T12:00:0${second}Z`) }));
      await pending.admit(all);
      const { nextCursor } = await pending.list({ order: 'oldest', limit: 2 });
      await pending.remove(all[1]!.id, 'rejected');
      const { items } = await pending.list({ order: 'oldest', limit: 2, cursor: nextCursor });
      expect(items.map(({ id }) => id)).toEqual([all[2]!.id, all[3]!.id]);
    });
  });
};
