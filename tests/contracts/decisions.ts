import { beforeEach, describe, expect, it } from 'vitest';
import type { Accounts, Decisions } from '@/src/application/ports/decisions';
import { emailKeyOf } from '@/src/domain/email';
import { aDecision, aPending } from '../fakes/samples';

type Stores = { decisions: Decisions; accounts: Accounts };

/** What every store of decisions keeps. */
export const decisionsContract = (name: string, make: () => Promise<Stores>): void => {
  describe(`${name} keeps the contract of Decisions and Accounts`, () => {
    let decisions: Decisions;
    let accounts: Accounts;
    beforeEach(async () => {
      ({ decisions, accounts } = await make());
    });
    const ownerOf = async (email: string) => {
      const key = emailKeyOf(email);
      return (await accounts.ownersOf([key])).get(key);
    };

    it('records an approval and opens the account', async () => {
      const registration = aPending();
      const decision = aDecision(registration);
      expect(await decisions.record(decision, registration)).toEqual({ recorded: true, decision });
      expect(await decisions.find(registration.id)).toEqual(decision);
      expect(await ownerOf(registration.applicant.email)).toBe(registration.id);
    });

    it('records a rejection with its reason and opens no account', async () => {
      const registration = aPending();
      const decision = aDecision(registration, {
        outcome: 'rejected',
        reason: 'We know nobody who knows you.',
      });
      await decisions.record(decision, registration);
      expect(await decisions.find(registration.id)).toEqual(decision);
      expect(await ownerOf(registration.applicant.email)).toBeUndefined();
    });

    it('lets one decision win, however many come at once, and tells the others which', async () => {
      const registration = aPending();
      const asked = Array.from({ length: 8 }, (_, index) =>
        aDecision(registration, {
          outcome: index % 2 ? 'approved' : 'rejected',
          decidedBy: `r${index}@example.org`,
        }),
      );
      const records = await Promise.all(asked.map((decision) => decisions.record(decision, registration)));
      const winners = records.filter(({ recorded }) => recorded);
      expect(winners).toHaveLength(1);
      for (const { decision } of records) expect(decision).toEqual(winners[0]!.decision);
    });

    it('gives the decisions of some time, the oldest first', async () => {
      const day = Date.UTC(2020 + Math.floor(Math.random() * 1_000), 0, 1);
      const minute = (count: number) => new Date(day + count * 60_000);
      const registrations = [3, 0, 2, 1].map((count) => ({ registration: aPending(), at: minute(count) }));
      const made = registrations.map(({ registration, at }) => ({
        ...aDecision(registration, { outcome: 'rejected' }),
        decidedAt: at,
      }));
      for (const [index, { registration }] of registrations.entries())
        await decisions.record(made[index]!, registration);
      const found = [];
      for await (const page of decisions.decidedBetween(minute(0), minute(2))) found.push(...page);
      expect(found).toEqual([made[3], made[2]]);
    });

    it('turns an approval for an address that has an account into a duplicate', async () => {
      const first = aPending();
      const second = aPending({ email: first.applicant.email.toUpperCase() });
      await decisions.record(aDecision(first), first);
      const { decision } = await decisions.record(aDecision(second), second);
      expect(decision).toMatchObject({ outcome: 'duplicate', duplicateOf: first.id });
      expect(await ownerOf(second.applicant.email)).toBe(first.id);
    });

    it('opens one account where two registrations for an address are approved at once', async () => {
      const email = aPending().applicant.email;
      const both = [aPending({ email }), aPending({ email })];
      const records = await Promise.all(both.map((one) => decisions.record(aDecision(one), one)));
      expect(records.map(({ decision }) => decision.outcome).sort()).toEqual(['approved', 'duplicate']);
    });

    it('counts who signed up again with the address of a registration, and keeps the last ten times', async () => {
      const [first, often, lone] = [aPending(), aPending(), aPending()];
      const minute = (count: number) => new Date(Date.UTC(2026, 2, 1, 12, count));
      const repeat = async ({ id, applicant }: typeof first, at: Date) => {
        const again = aPending({ email: applicant.email, at });
        await decisions.record(aDecision(again, { outcome: 'duplicate', duplicateOf: id }), again);
      };
      for (const count of [2, 1]) await repeat(first, minute(count));
      for (let count = 24; count >= 0; count -= 1) await repeat(often, minute(count));

      const repeated = await decisions.repeatedSignUpsOf([first.id, often.id, lone.id]);
      expect(repeated.get(first.id)).toEqual({ count: 2, last: [minute(1), minute(2)] });
      const last = Array.from({ length: 10 }, (_, index) => minute(15 + index));
      expect(repeated.get(often.id)).toEqual({ count: 25, last });
      expect(repeated.has(lone.id)).toBe(false);
    });

    it('records many, each as if it had come alone', async () => {
      const [known, first, twin, other, decided] = [
        aPending(),
        aPending(),
        aPending(),
        aPending(),
        aPending(),
      ];
      await decisions.record(aDecision(known), known);
      await decisions.record(aDecision(decided, { outcome: 'rejected' }), decided);
      const again = aPending({ email: known.applicant.email });
      const sameAddress = { ...twin, applicant: { ...twin.applicant, email: first.applicant.email } };
      const wanted = [first, sameAddress, other, again, decided].map((registration) => ({
        registration,
        decision: aDecision(registration),
      }));
      const records = await decisions.recordAll(wanted);
      expect(records.map(({ recorded }) => recorded)).toEqual([true, true, true, true, false]);
      const outcomes = records.map(({ decision }) => decision.outcome);
      expect([outcomes[0], outcomes[1]].toSorted()).toEqual(['approved', 'duplicate']);
      expect(outcomes.slice(2)).toEqual(['approved', 'duplicate', 'rejected']);
      expect(await decisions.recordAll([])).toEqual([]);
    });

    it('finds those of many that are decided', async () => {
      const [decided, undecided] = [aPending(), aPending()];
      await decisions.record(aDecision(decided), decided);
      const found = await decisions.findAll([decided.id, undecided.id]);
      expect([...found.keys()]).toEqual([decided.id]);
      expect(await decisions.findAll([])).toEqual(new Map());
    });
  });
};
