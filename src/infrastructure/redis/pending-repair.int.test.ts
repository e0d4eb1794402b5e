import { once } from 'node:events';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { PendingMisfit } from '@/src/application/ports/pending-registrations';
import { aPending } from '@/tests/fakes/samples';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { KEYS } from './keys';
import { positionOf } from './pending-entry';
import { connectRedis } from './redis-client';
import { RedisPendingRegistrations } from './redis-pending-registrations';

// A database of its own, which may be emptied.
const logger = createLogger({ service: 'tests', level: 'fatal' });
const redis = connectRedis(`${readServices().redis.url}/7`, logger);
const pending = new RedisPendingRegistrations(redis);
const all = [1, 2, 3].map((second) => aPending({ at: new Date(`2026-03-01T12:00:0${second}Z`) }));
const first = all[0]!;

beforeEach(async () => {
  if (redis.status !== 'ready') await once(redis, 'ready');
  await redis.flushdb();
  await pending.admit(all);
});
afterAll(() => redis.disconnect());

const listed = async () => (await pending.list({ order: 'oldest', limit: 10 })).items;
const kindsOf = (misfits: readonly PendingMisfit[]) => [...new Set(misfits.map(({ kind }) => kind))];
const entry = KEYS.entry(first.id);

type Loss = { what: string; lose: () => Promise<unknown>; kinds: PendingMisfit['kind'][] };

/** What the rest still tells. */
const mended: Loss[] = [
  { what: 'the list', lose: () => redis.del(KEYS.queue), kinds: ['unlisted'] },
  { what: 'the claims', lose: () => redis.del(KEYS.emails), kinds: ['unclaimed'] },
  {
    what: 'the list and the claims',
    lose: () => redis.del(KEYS.queue, KEYS.emails),
    kinds: ['unlisted', 'unclaimed'],
  },
  {
    what: 'one place on the list',
    lose: () => redis.zrem(KEYS.queue, positionOf(first)),
    kinds: ['unlisted'],
  },
  { what: 'one claim', lose: () => redis.hdel(KEYS.emails, first.applicant.email), kinds: ['unclaimed'] },
  { what: 'the place in an entry', lose: () => redis.hdel(entry, 'position'), kinds: ['incomplete'] },
  { what: 'the address in an entry', lose: () => redis.hset(entry, 'email', 'x'), kinds: ['incomplete'] },
  { what: 'the type of the list', lose: () => redis.set(KEYS.queue, 'x'), kinds: ['of another type'] },
  { what: 'the type of the claims', lose: () => redis.set(KEYS.emails, 'x'), kinds: ['of another type'] },
];

/** What only the record can tell. */
const gone: Loss[] = [
  { what: 'an entry', lose: () => redis.del(entry), kinds: ['no entry', 'claims without entry'] },
  {
    what: 'an entry and the list',
    lose: () => redis.del(entry, KEYS.queue),
    kinds: ['claims without entry'],
  },
  { what: 'half of an entry', lose: () => redis.hset(entry, 'registration', '{"na'), kinds: ['unreadable'] },
  {
    what: 'the fields of an entry',
    lose: () => redis.hset(entry, 'registration', '{}'),
    kinds: ['unreadable'],
  },
  { what: 'the type of an entry', lose: () => redis.set(entry, 'x'), kinds: ['unreadable'] },
];

const mends = async ({ lose, kinds }: Loss, left: typeof all): Promise<void> => {
  await lose();
  expect(await pending.mend({ dryRun: true })).not.toEqual([]);
  expect(kindsOf(await pending.mend({ dryRun: false }))).toEqual(expect.arrayContaining(kinds));
  expect(await pending.mend({ dryRun: true })).toEqual([]);
  expect(await listed()).toEqual(left);
  for (const { id, applicant } of left) {
    const [again] = await pending.admit([aPending({ email: applicant.email })]);
    expect(again).toEqual({ kind: 'duplicate', of: id });
  }
};

it.each(mended)('with $what lost, says so and mends it', (loss) => mends(loss, all));

it.each(gone)('with $what lost, says so, and admits it again', async (loss) => {
  await mends(loss, all.slice(1));
  expect(await pending.admit([first])).toEqual([{ kind: 'admitted' }]);
});

it.each([...mended, ...gone])('with $what lost, the next look mends it', async ({ lose, kinds }) => {
  expect(await pending.mendNext()).toEqual({ misfits: [], whole: true });
  expect(await pending.mendNext()).toEqual({ misfits: [], whole: false });
  await lose();
  expect(kindsOf((await pending.mendNext()).misfits)).toEqual(expect.arrayContaining(kinds));
  expect(await pending.mend({ dryRun: true })).toEqual([]);
});

it('looks at everything where all of it is gone, and once for keys of others that have come', async () => {
  await pending.mendNext();
  await redis.set('a key of somebody else', 'x');
  expect(await pending.mendNext()).toEqual({ misfits: [], whole: true });
  expect(await pending.mendNext()).toEqual({ misfits: [], whole: false });
  await redis.del(...(await redis.keys(`${KEYS.queue}*`)));
  expect(await pending.mendNext()).toEqual({ misfits: [], whole: true });
});

it('comes to every entry in turn, however many there are', async () => {
  const many = Array.from({ length: 5_200 }, () => aPending());
  await pending.admit(many);
  await pending.mendNext();
  const last = many.toSorted((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1)).at(-1)!;
  await redis.hset(KEYS.entry(last.id), 'registration', 'garbage');
  expect((await pending.mendNext()).misfits).toEqual([]);
  expect((await pending.mendNext()).misfits).toContainEqual({ what: last.id, kind: 'unreadable' });
});

it('takes away what is there too often', async () => {
  const [nobody, other] = [aPending(), aPending()];
  await redis.zadd(KEYS.queue, 0, positionOf(nobody), 0, 'no position', 0, `000000000000001:${first.id}`);
  await redis.hset(KEYS.emails, other.applicant.email, other.id, 'alias@example.org', first.id);
  expect(kindsOf(await pending.mend({ dryRun: false })).sort()).toEqual(
    ['claims twice', 'claims without entry', 'listed twice', 'no entry'].sort(),
  );
  expect(await pending.mend({ dryRun: true })).toEqual([]);
  expect(await redis.zcard(KEYS.queue)).toBe(3);
  expect(await redis.hlen(KEYS.emails)).toBe(3);
});

it('never admits a second registration for an address whose claim was lost', async () => {
  await redis.del(KEYS.emails);
  const [admission] = await pending.admit([aPending({ email: first.applicant.email })]);
  expect(admission).toEqual({ kind: 'duplicate', of: first.id });
});

it.each([
  ['earlier', '2026-03-01T12:00:00Z'],
  ['later', '2026-03-01T12:00:09Z'],
])(
  'names the later one of two that got an address at once, where the %s one claims it',
  async (_which, at) => {
    const twin = aPending({ email: first.applicant.email, at: new Date(at) });
    await redis.hset(KEYS.entry(twin.id), {
      registration: JSON.stringify({ registrationId: twin.id, ...twin.applicant, ...timesOf(twin) }),
      position: positionOf(twin),
      email: first.applicant.email,
    });
    await redis.zadd(KEYS.queue, 0, positionOf(twin));
    await redis.hset(KEYS.emails, first.applicant.email, twin.id);
    const [older, younger] = twin.submittedAt < first.submittedAt ? [twin, first] : [first, twin];
    expect(await pending.mend({ dryRun: false })).toContainEqual({
      what: younger.id,
      kind: 'twin',
      of: older.id,
    });
    expect(await redis.hget(KEYS.emails, first.applicant.email)).toBe(older.id);
  },
);

it('shows the others while an entry cannot be read', async () => {
  await redis.hset(entry, 'registration', 'garbage');
  expect(await listed()).toEqual(all.slice(1));
});

const timesOf = ({ submittedAt, queuedAt, pendingSince }: ReturnType<typeof aPending>) => ({
  submittedAt,
  queuedAt,
  pendingSince,
});
