import { readFileSync } from 'node:fs';
import type { estypes } from '@elastic/elasticsearch';
import { sendToQueue } from '../../../harness/stores/activemq';
import { withStoreClients, type StoreAddresses, type StoreClients } from '../../../invariants/store-clients';
import type { ReleaseData } from './release-data';

/** Puts what a release left behind into empty stores, with their own clients and without a line of the product. */
export const loadRelease = (addresses: StoreAddresses, data: ReleaseData): Promise<void> =>
  withStoreClients(addresses, async (stores) => {
    await loadPostgres(stores, data.postgres);
    await loadRedis(stores, data.redis);
    await loadElasticsearch(stores, data.elasticsearch);
    await loadKafka(stores, data.kafka);
    for (const text of data.queue) await sendToQueue('registrations.review', text, addresses.activemq.url);
  });

/** The tables as the migrations of that release make them; migrations that were applied never change. */
const loadPostgres = async ({ postgres }: StoreClients, data: ReleaseData['postgres']): Promise<void> => {
  await postgres.query(`CREATE TABLE "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
  for (const name of data.migrations) {
    const sql = readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8');
    await postgres.query(sql);
    await postgres.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES (gen_random_uuid(), encode(sha256(convert_to($1, 'UTF8')), 'hex'), now(), $2, 1)`,
      [sql, name],
    );
  }
  for (const [table, rows] of Object.entries(data.tables)) {
    await postgres.query(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
  // Rows that brought their numbers did not draw them.
  await postgres.query("SELECT setval(pg_get_serial_sequence('audit_log', 'id'), max(id)) FROM audit_log");
};

const loadRedis = async ({ redis }: StoreClients, keys: ReleaseData['redis']): Promise<void> => {
  for (const { key, type, value } of keys) {
    if (type === 'string') await redis.set(key, value);
    else if (type === 'hash') await redis.hset(key, value);
    else for (const [member, score] of value) await redis.zadd(key, score, member);
  }
};

const loadElasticsearch = async (
  { elasticsearch }: StoreClients,
  { index, alias, mappings, analysis, documents }: ReleaseData['elasticsearch'],
): Promise<void> => {
  await elasticsearch.indices.create({
    index,
    aliases: { [alias]: { is_write_index: true } },
    mappings: mappings as estypes.MappingTypeMapping,
    settings: { number_of_replicas: 0, analysis: analysis as estypes.IndicesIndexSettingsAnalysis },
  });
  for (const { id, version, source } of documents) {
    await elasticsearch.index({ index, id, version, version_type: 'external', document: source });
  }
};

const loadKafka = async ({ kafka }: StoreClients, topics: ReleaseData['kafka']): Promise<void> => {
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.map(({ topic, partitions }) => ({
        topic,
        numPartitions: partitions,
        configEntries: [{ name: 'retention.ms', value: '-1' }],
      })),
    });
    for (const { topic, messages } of topics) await producer.send({ topic, acks: -1, messages });
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
};
