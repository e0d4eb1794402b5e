import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeSubmitted } from '@/src/application/contracts/messages';
import { aSubmitted } from '../../fakes/samples';
import { eventually } from '../../harness/eventually';
import { expectMineNotLost, untilIdle } from '../../harness/expect-nothing-lost';
import { emptyLedger, type Ledger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { runScript } from '../../harness/product';
import { decideMany, listAllPending } from '../../harness/reviewer-session';
import { documentOf, loseDocument } from '../../harness/stores/elasticsearch';
import { produce } from '../../harness/stores/kafka';
import { losePending } from '../../harness/stores/redis';
import { clientsForTests } from '../../harness/test-clients';
import { signUp, signUpMany, startLoad } from '../../harness/visitor';

const SIGN_UPS = 30;
const DECIDED = 8;
const PER_SECOND = 5;
const timeout = 120_000;

const clients = clientsForTests();

/** Registrations that wait and registrations that are decided, and nothing on its way. */
const someOfEach = async (ledger: Ledger): Promise<{ waiting: string[]; decided: string[] }> => {
  const ids = await signUpMany(ledger, SIGN_UPS);
  await untilIdle();
  const [decided, waiting] = [ids.slice(0, DECIDED), ids.slice(DECIDED)];
  await decideMany(ledger, clients.session, decided);
  await untilIdle();
  return { waiting, decided };
};

/** Runs `npm run rebuild` to its good end and gives the ids that it names with this word, in order. */
const rebuild = async (word: 'missing' | 'different' | 'put back', ...args: string[]): Promise<string[]> => {
  const { exitCode, stdout, stderr } = await runScript('rebuild', ...args);
  expect(exitCode, stderr).toBe(0);
  return [...stdout.matchAll(new RegExp(`^${word} +([0-9a-f-]{36})$`, 'gm'))].map(([, id = '']) => id);
};

/** The same while visitors come. */
const underLoad = async (ledger: Ledger, work: () => Promise<void>): Promise<void> => {
  const load = startLoad(ledger, PER_SECOND);
  await work().finally(() => load.stop());
};

const pendingIds = async (): Promise<string[]> =>
  (await listAllPending(clients.session)).map(({ registrationId }) => registrationId);

const untilPending = (id: string): Promise<boolean> =>
  eventually(`${id} is pending`, async () => (await pendingIds()).includes(id));

const searchIndices = async (): Promise<string[]> =>
  Object.keys(await clients.stores.elasticsearch.indices.getAlias({ name: 'registrations' }));

describe('a Redis that was emptied', () => {
  it('is filled again while visitors come, with those who wait and nobody else', { timeout }, async () => {
    const ledger = emptyLedger();
    const { waiting, decided } = await someOfEach(ledger);
    await clients.stores.redis.flushall();
    await underLoad(ledger, async () => {
      const missing = await rebuild('missing', 'pending', '--dry-run');
      expect(missing).toEqual(expect.arrayContaining(waiting));
      expect(missing.filter((id) => decided.includes(id))).toEqual([]);
      const listed = await pendingIds();
      expect(waiting.filter((id) => listed.includes(id))).toEqual([]);
      expect(await rebuild('put back', 'pending')).toEqual(expect.arrayContaining(waiting));
    });
    await expectMineNotLost(ledger);
    expect(await pendingIds()).toEqual(expect.arrayContaining(waiting));
    expect(await rebuild('missing', 'pending', '--dry-run')).toEqual([]);
  });
});

describe('a search index that lost or mixed up documents', () => {
  it("is built anew while visitors come, and takes the old one's place", { timeout }, async () => {
    const ledger = emptyLedger();
    const { waiting, decided } = await someOfEach(ledger);
    const [gone, wrong] = [waiting[0]!, decided[0]!];
    await loseDocument(clients.stores, gone);
    await clients.stores.elasticsearch.index({
      index: 'registrations',
      id: wrong,
      document: { ...(await documentOf(clients.stores, wrong)), status: 'submitted' },
      version: 9,
      version_type: 'external',
    });
    const before = await searchIndices();

    expect(await rebuild('missing', 'search', '--dry-run')).toContain(gone);
    expect(await rebuild('different', 'search', '--dry-run')).toContain(wrong);
    expect(await searchIndices()).toEqual(before);
    await underLoad(ledger, async () => void (await rebuild('missing', 'search')));

    await expectMineNotLost(ledger);
    expect(await rebuild('missing', 'search', '--dry-run')).toEqual([]);
    expect(await rebuild('different', 'search', '--dry-run')).toEqual([]);
    const after = await searchIndices();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    const previous = await clients.stores.elasticsearch.indices.getAlias({ name: 'registrations-previous' });
    expect(Object.keys(previous)).toEqual(before);
  });

  it('is not replaced by one that knows less, unless that is meant; the old one can be gone back to', async () => {
    const id = randomUUID();
    const document = {
      registrationId: id,
      status: 'submitted',
      submittedAt: new Date(),
      queuedAt: new Date(),
    };
    await clients.stores.elasticsearch.index({ index: 'registrations', id, document });
    const before = await searchIndices();
    const dryRun = await runScript('rebuild', 'search', '--dry-run');
    expect(dryRun.stdout).toContain('1 are recorded in no log');
    const refused = await runScript('rebuild', 'search');
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain('--accept-loss');
    expect(await searchIndices()).toEqual(before);

    await rebuild('missing', 'search', '--accept-loss');
    expect(await documentOf(clients.stores, id)).toBeUndefined();
    await rebuild('missing', 'search', '--back');
    expect(await searchIndices()).toEqual(before);
    expect(await documentOf(clients.stores, id)).toMatchObject({ registrationId: id });
    await loseDocument(clients.stores, id);
  });
});

describe('a lost index and an emptied Redis together', () => {
  /** Every document by id, and every pending entry in the order of the list, as they stand in the stores. */
  const snapshot = async () => {
    const { elasticsearch, redis } = clients.stores;
    await elasticsearch.indices.refresh({ index: 'registrations' });
    const { hits } = await elasticsearch.search({ index: 'registrations', size: 10_000, version: true });
    const documents = hits.hits.map(({ _id, _version, _source }) => [_id, { _version, _source }] as const);
    const positions = await redis.zrange('{portaria}:pending', '0', '-1');
    const entries = positions.map((position) =>
      redis.hgetall(`{portaria}:pending:${position.split(':')[1]}`),
    );
    return {
      documents: new Map(documents),
      positions,
      entries: await Promise.all(entries),
      emails: await redis.hgetall('{portaria}:pending:emails'),
    };
  };

  it('come back field by field as they were, whatever became of a registration', { timeout }, async () => {
    const ledger = emptyLedger();
    await someOfEach(ledger);
    const applicant = newApplicant();
    await signUp(applicant);
    await signUp({ ...applicant, reason: 'I sign up again.' });
    await untilIdle();
    const before = await snapshot();
    const statuses = [...before.documents.values()].map(
      ({ _source }) => (_source as { status: string }).status,
    );
    expect([...new Set(statuses)].toSorted()).toEqual(['approved', 'duplicate', 'rejected', 'submitted']);

    await clients.stores.elasticsearch.indices.delete({ index: await searchIndices() });
    await clients.stores.redis.flushall();
    await rebuild('missing', 'search');
    await rebuild('put back', 'pending');
    expect(await snapshot()).toEqual(before);
    await expectMineNotLost(ledger);
  });
});

describe('npm run reconcile', () => {
  const signedUpBefore = async (): Promise<string> => {
    const registration = aSubmitted({ at: new Date(Date.now() - 10 * 60_000) });
    await produce(clients.stores, 'registrations.submitted', [encodeSubmitted(registration)]);
    await untilPending(registration.id);
    await untilIdle();
    return registration.id;
  };

  it('queues again what only the record knows', async () => {
    const id = await signedUpBefore();
    await losePending(clients.stores, id);
    await runScript('reconcile');
    await untilPending(id);
    await untilIdle();
    expect(await runScript('reconcile')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Everything fits.') as string,
    });
  });

  it('names what only the log knows, and the two rebuilds bring it back', { timeout }, async () => {
    const id = await signedUpBefore();
    await losePending(clients.stores, id);
    await loseDocument(clients.stores, id);
    const { exitCode, stdout } = await runScript('reconcile');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${id} is nowhere: it was not routed yet`);
    expect(stdout).toContain('1 do not fit.');

    expect(await rebuild('missing', 'search')).toEqual([id]);
    // The reconciler of the product, which looks each minute, may have been there first.
    const back = await rebuild('put back', 'pending');
    if (back.length > 0) expect(back).toEqual([id]);
    await untilPending(id);
    await untilIdle();
    expect((await runScript('reconcile')).exitCode).toBe(0);
  });
});
