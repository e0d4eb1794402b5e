import { afterAll, expect, it } from 'vitest';
import { aQueued } from '@/tests/fakes/samples';
import { readServices } from '@/tests/harness/product';
import { connectElasticsearch } from './elasticsearch-client';
import { ElasticsearchRecordsRebuild } from './elasticsearch-records-rebuild';
import { ElasticsearchRegistrationRecords } from './elasticsearch-registration-records';
import { REGISTRATIONS } from './registrations-index';

const client = connectElasticsearch(readServices().elasticsearch.url);
const records = new ElasticsearchRegistrationRecords(client);
afterAll(() => client.close());

const indices = async (): Promise<string[]> =>
  Object.keys(await client.indices.getAlias({ name: REGISTRATIONS }));

it('swaps the new index in behind the alias, for readers and writers, and drops the old one', async () => {
  const [before, after] = [aQueued(), aQueued()];
  await records.saveQueued([before]);
  const [old] = await indices();
  const rebuild = new ElasticsearchRecordsRebuild(client, () => new Date());
  const target = await rebuild.begin();
  await target.saveQueued([after]);
  expect(await records.timesOf(after.id)).toBeUndefined();

  await rebuild.swap();
  expect(await records.timesOf(after.id)).toBeDefined();
  expect(await records.timesOf(before.id)).toBeUndefined();
  expect(await indices()).toHaveLength(1);
  expect(await client.indices.exists({ index: old! })).toBe(false);
  await records.saveQueued([before]);
  expect(await records.timesOf(before.id)).toBeDefined();
});

it('leaves nothing of a rebuild that was abandoned', async () => {
  const before = await indices();
  const rebuild = new ElasticsearchRecordsRebuild(client, () => new Date());
  await rebuild.begin();
  await rebuild.abandon();
  expect(await indices()).toEqual(before);
  expect(Object.keys(await client.indices.get({ index: `${REGISTRATIONS}-*` }))).toEqual(before);
});
