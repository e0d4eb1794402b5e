import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../harness/eventually';
import { newApplicant } from '../../../harness/people/people';
import { productHome, readServices } from '../../../harness/product';
import { awaitPending, decide, signIn, type ReviewerSession } from '../../../harness/reviewer-session';
import { firstReviewer } from '../../../harness/reviewers';
import { browseQueue } from '../../../harness/stores/activemq';
import { produce } from '../../../harness/stores/kafka';
import { openStores, type Stores } from '../../../harness/stores/stores';
import { reachStatus, readProgress, signUp } from '../../../harness/visitor';
import { readTopics } from '../../../invariants/read-topics';
import type { RecordedSignUp, RedisKey, ReleaseData } from './release-data';

// Made once for each release, on a product of that release which was just started with an empty home:
//   PORTARIA_TEST_SERVICES=<home>/services.json npx tsx tests/on-product/system/releases/record.ts <file>
const TOPICS = ['registrations.submitted', 'registrations.decided', 'registrations.dead-letters'];
const TABLES = ['accounts', 'decisions', 'audit_log'];
/** What lives for seconds tells nothing about a release. */
const SHORT_LIVED = /:beats?(:|$)/;

type Made = Omit<RecordedSignUp, 'status'>;

const make = async (form = newApplicant()): Promise<Made> => {
  const idempotencyKey = randomUUID();
  return { ...(await signUp(form, idempotencyKey)), idempotencyKey, form };
};

const makeSignUps = async (session: ReviewerSession, stores: Stores): Promise<Made[]> => {
  const [approved, rejected, pending, second] = [await make(), await make(), await make(), await make()];
  for (const { registrationId } of [approved, rejected, pending, second]) {
    await awaitPending(session, registrationId);
  }
  await decide(session, approved.registrationId, { verdict: 'approve' });
  await decide(session, rejected.registrationId, { verdict: 'reject', reason: 'Not this time.' });
  const [again, sameAddress] = [
    await make(approved.form),
    await make({ ...pending.form, reason: 'Me again.' }),
  ];
  await produce(stores, 'registrations.submitted', ['{"not":"a registration"}']);
  await reachStatus(approved.statusUrl, 'approved');
  await reachStatus(rejected.statusUrl, 'rejected');
  return [approved, rejected, pending, second, again, sameAddress];
};

/** One more, which the mq-consumer does not come to take. */
const makeWaiting = async (): Promise<{ waiting: Made; queue: string[] }> => {
  const pid = readServices().processes['mq-consumer']!;
  process.kill(pid, 'SIGSTOP');
  try {
    const waiting = await make();
    const queue = await eventually('a message on the queue', async () => {
      const messages = await browseQueue('registrations.review');
      return messages.length > 0 ? messages.map(({ text }) => text) : undefined;
    });
    return { waiting, queue };
  } finally {
    process.kill(pid, 'SIGCONT');
  }
};

const dumpRedis = async ({ redis }: Stores): Promise<RedisKey[]> => {
  const keys: RedisKey[] = [];
  for (const key of (await redis.keys('*')).toSorted()) {
    if (SHORT_LIVED.test(key)) continue;
    const type = await redis.type(key);
    if (type === 'string') keys.push({ key, type, value: (await redis.get(key))! });
    else if (type === 'hash') keys.push({ key, type, value: await redis.hgetall(key) });
    else if (type === 'zset') {
      const members = await redis.zrange(key, '0', '-1');
      keys.push({ key, type, value: members.map((member) => [member, 0]) });
    } else throw new Error(`${key} is a ${type}, which the recorder does not know.`);
  }
  return keys;
};

const dumpPostgres = async ({ postgres }: Stores): Promise<ReleaseData['postgres']> => {
  const migrations = await postgres.query<{ migration_name: string }>(
    'SELECT migration_name FROM "_prisma_migrations" ORDER BY 1',
  );
  const tables: ReleaseData['postgres']['tables'] = {};
  for (const table of TABLES) {
    const { rows } = await postgres.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t`,
    );
    tables[table] = rows.map(({ row }) => row);
  }
  return { migrations: migrations.rows.map((row) => row.migration_name), tables };
};

const dumpElasticsearch = async ({ elasticsearch }: Stores): Promise<ReleaseData['elasticsearch']> => {
  const alias = 'registrations';
  await elasticsearch.indices.refresh({ index: alias });
  const [[index, { mappings, settings }] = ['', { mappings: {}, settings: {} }]] = Object.entries(
    await elasticsearch.indices.get({ index: alias }),
  );
  const { hits } = await elasticsearch.search<object>({ index: alias, size: 1_000, version: true });
  const documents = hits.hits.map(({ _id, _version, _source }) => ({
    id: _id!,
    version: _version!,
    source: _source!,
  }));
  return { index, alias, mappings: mappings ?? {}, analysis: settings?.index?.analysis ?? {}, documents };
};

const dumpKafka = async ({ kafka }: Stores): Promise<ReleaseData['kafka']> => {
  const admin = kafka.admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata({ topics: TOPICS }).finally(() => admin.disconnect());
  const all = await readTopics(kafka, TOPICS);
  return topics.map(({ name, partitions }) => ({
    topic: name,
    partitions: partitions.length,
    messages: all
      .filter(({ topic }) => topic === name)
      .map(({ partition, message: { key, value, headers } }) => ({
        partition,
        key: key?.toString() ?? null,
        value: value?.toString() ?? null,
        headers: Object.fromEntries(
          Object.entries(headers ?? {}).map(([header, text]) => [header, String(text)]),
        ),
      })),
  }));
};

const [file] = process.argv.slice(2);
if (!file) throw new Error('Which file?');
const stores = openStores();
const made = await makeSignUps(await signIn(firstReviewer()), stores);
const settled = await Promise.all(
  made.map(async (one) => ({ ...one, status: (await readProgress(one.statusUrl)).status })),
);
const { registrationSecret } = JSON.parse(readFileSync(join(productHome(), 'secrets.json'), 'utf8')) as {
  registrationSecret: string;
};
const redis = await dumpRedis(stores);
const { waiting, queue } = await makeWaiting();
const data: ReleaseData = {
  registrationSecret,
  signUps: [...settled, { ...waiting, status: 'pending' }],
  postgres: await dumpPostgres(stores),
  redis,
  elasticsearch: await dumpElasticsearch(stores),
  kafka: await dumpKafka(stores),
  queue,
};
writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
await stores.close();
