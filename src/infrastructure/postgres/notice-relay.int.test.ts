import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailServerAway } from '@/src/application/ports/mail-server-away';
import type { MailOutcome } from '@/src/application/ports/mailer';
import type { Notice } from '@/src/domain/notice';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { eventually } from '@/tests/harness/eventually';
import { type OwnDatabase, ownDatabase } from '@/tests/harness/stores/own-database';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { NoticeRelay } from './notice-relay';
import { PostgresDecisions } from './postgres-decisions';
import { PostgresNotices } from './postgres-notices';
import { connectPostgres, type PrismaClient } from './prisma-client';

const logger = createLogger({ service: 'tests', level: 'fatal' });

let database: OwnDatabase;
let prisma: PrismaClient;
beforeAll(async () => {
  // A mail server may take longer than a database lets a transaction wait.
  database = await ownDatabase({ settings: { idle_in_transaction_session_timeout: '200ms' } });
  prisma = connectPostgres(database.url);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

let health: StoreHealth;
let tried: Notice[];
let answer: (notice: Notice) => Promise<MailOutcome>;
let nowMs: number;
const relays: NoticeRelay[] = [];
beforeEach(async () => {
  await prisma.notice.deleteMany();
  health = new StoreHealth(SERVER_OF);
  tried = [];
  // A while after the decisions of the samples.
  nowMs = new Date('2026-03-01T13:00:00Z').getTime();
  answer = async () => ({ kind: 'accepted', answer: '250 OK' });
});
afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));

const startRelay = async (): Promise<void> => {
  const relay = new NoticeRelay({
    databaseUrl: database.url,
    send: async (notice) => {
      tried.push(notice);
      return answer(notice);
    },
    logger,
    health: health.of('notices'),
    now: () => new Date(nowMs),
  });
  relays.push(relay);
  await relay.start();
};

const decideSome = async (count: number, outcome: 'approved' | 'rejected' | 'duplicate' = 'rejected') => {
  const pending = Array.from({ length: count }, () => aPending());
  const wanted = pending.map((registration) => {
    return { registration, decision: aDecision(registration, { outcome, reason: 'Not this time.' }) };
  });
  await new PostgresDecisions(prisma).recordAll(wanted);
  return pending;
};
const stateOf = (kind: Notice['kind']) => prisma.notice.findFirstOrThrow({ where: { kind } });

it('sends what each decision owes, once, whoever else sends beside it', async () => {
  await Promise.all([startRelay(), startRelay()]);
  const rejected = await decideSome(20);
  await eventually(
    'all are sent',
    async () => (await prisma.notice.count({ where: { sentAt: null } })) === 0,
  );
  expect(tried.map(({ key }) => key).toSorted()).toEqual(
    rejected.map(({ id }) => `rejected:${id}`).toSorted(),
  );
  expect(tried[0]).toMatchObject({
    kind: 'rejected',
    reason: 'Not this time.',
    recipient: { language: 'en' },
  });
  expect(await stateOf('rejected')).toMatchObject({ attempts: 1, answer: '250 OK' });
});

it('sends a mail once that its server takes its time for', async () => {
  answer = async () => {
    await sleep(600);
    return { kind: 'accepted', answer: '250 OK' };
  };
  await startRelay();
  await decideSome(1);
  await eventually('it is sent', async () => (await stateOf('rejected')).sentAt !== null);
  expect(tried).toHaveLength(1);
});

it('owes an approval a link to its account, and a duplicate nothing', async () => {
  await decideSome(1, 'duplicate');
  const [approved] = await decideSome(1, 'approved');
  await startRelay();
  await eventually('it is sent', async () => tried.length > 0);
  const { id } = await prisma.account.findFirstOrThrow({ where: { registrationId: approved!.id } });
  expect(tried).toMatchObject([
    { kind: 'approved', accountId: id, recipient: { email: approved!.applicant.email } },
  ]);
});

it('owes one link for each time that somebody forgets a password, and none to who has no account', async () => {
  const [approved] = await decideSome(1, 'approved');
  await prisma.notice.deleteMany();
  nowMs = Date.now() + 1_000;
  const notices = new PostgresNotices(prisma);
  const { email } = approved!.applicant;
  for (const window of ['1', '1', '2'])
    await notices.owePasswordReset({ email: email.toUpperCase(), window });
  await notices.owePasswordReset({ email: 'nobody@example.org', window: '1' });
  await startRelay();
  await eventually(
    'all are sent',
    async () => (await prisma.notice.count({ where: { sentAt: null } })) === 0,
  );
  expect(tried.map(({ kind }) => kind)).toEqual(['password-reset', 'password-reset']);
});

it('waits while no mail server is there, names it, and sends each once when it is back', async () => {
  answer = async () => {
    throw new MailServerAway('connect ECONNREFUSED');
  };
  await startRelay();
  await decideSome(5);
  await eventually('the mail server is named', async () =>
    health.problems.some(({ store, detail }) => store === 'mail server' && detail.includes('ECONNREFUSED')),
  );
  expect(await stateOf('rejected')).toMatchObject({ attempts: 0, sentAt: null });
  const sent: string[] = [];
  answer = async ({ key }) => ({ kind: 'accepted', answer: `250 ${sent.push(key)}` });
  await eventually('all are sent', async () => sent.length >= 5, { deadlineMs: 15_000 });
  await eventually(
    'nothing waits',
    async () => (await prisma.notice.count({ where: { sentAt: null } })) === 0,
  );
  expect(new Set(sent).size).toBe(5);
  expect(sent).toHaveLength(5);
  expect(health.problems).toEqual([]);
});

it('tries one again later that is put off, while others go on, and gives it up in the end', async () => {
  answer = async () => ({ kind: 'deferred', answer: '451 greylisted' });
  await startRelay();
  await decideSome(1);
  await eventually('it was tried', async () => (await stateOf('rejected')).attempts === 1);
  const first = await stateOf('rejected');
  expect(first.dueAt.getTime()).toBe(nowMs + 5 * 60_000);

  answer = async () => ({ kind: 'accepted', answer: '250 OK' });
  await decideSome(1, 'approved');
  await eventually('another one is sent', async () => (await stateOf('approved')).sentAt !== null);
  expect((await stateOf('rejected')).attempts).toBe(1);

  answer = async () => ({ kind: 'deferred', answer: '451 still greylisted' });
  nowMs += 6 * 24 * 3_600_000;
  await decideSome(1, 'duplicate');
  await eventually('it is given up', async () => (await stateOf('rejected')).refusedAt !== null);
  expect(await stateOf('rejected')).toMatchObject({ attempts: 2, answer: '451 still greylisted' });
});

it('never tries one again that was refused for good', async () => {
  answer = async () => ({ kind: 'refused', answer: '550 no such user' });
  await startRelay();
  await decideSome(1);
  await eventually('it is refused', async () => (await stateOf('rejected')).refusedAt !== null);
  nowMs += 30 * 24 * 3_600_000;
  answer = async () => ({ kind: 'accepted', answer: '250 OK' });
  await decideSome(1, 'approved');
  await eventually('another one is sent', async () => (await stateOf('approved')).sentAt !== null);
  expect(tried.filter(({ kind }) => kind === 'rejected')).toHaveLength(1);
});

it('is taken away a while after it was settled, and never while it waits', async () => {
  answer = async ({ kind }) => ({ kind: kind === 'approved' ? 'accepted' : 'deferred', answer: 'so be it' });
  await startRelay();
  await decideSome(1, 'approved');
  await decideSome(1);
  await eventually('both were tried', async () => tried.length === 2);
  await eventually('one is sent', async () => (await stateOf('approved')).sentAt !== null);
  const notices = new PostgresNotices(prisma);
  expect(await notices.removeSettled(new Date(nowMs))).toBe(0);
  expect(await notices.removeSettled(new Date(nowMs + 1))).toBe(1);
  expect(await prisma.notice.findMany()).toMatchObject([{ kind: 'rejected' }]);
});
