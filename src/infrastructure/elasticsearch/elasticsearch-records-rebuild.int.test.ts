import { afterAll, expect, it } from 'vitest';
import { aDecision, aPending, aQueued } from '@/tests/fakes/samples';
import { readServices } from '@/tests/harness/product';
import { connectElasticsearch } from './elasticsearch-client';
import { ElasticsearchRecordsRebuild, PREVIOUS } from './elasticsearch-records-rebuild';
import { ElasticsearchRegistrationRecords } from './elasticsearch-registration-records';
import { createRegistrationsIndex, problemsOfIndex, REGISTRATIONS } from './registrations-index';

const client = connectElasticsearch(readServices().elasticsearch.url);
const records = new ElasticsearchRegistrationRecords(client);
afterAll(() => client.close());

const indices = async (): Promise<string[]> =>
  Object.keys(await client.indices.getAlias({ name: REGISTRATIONS }));

it('swaps the new index in behind the alias, for readers and writers, and keeps the old one until the next swap', async () => {
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
  expect(Object.keys(await client.indices.getAlias({ name: PREVIOUS }))).toEqual([old]);
  await records.saveQueued([before]);
  expect(await records.timesOf(before.id)).toBeDefined();

  expect(await rebuild.goBack()).toBe(true);
  expect(await indices()).toEqual([old]);
  expect(await records.timesOf(after.id)).toBeUndefined();
  expect(await rebuild.goBack()).toBe(true);

  const next = new ElasticsearchRecordsRebuild(client, () => new Date(Date.now() + 1_000));
  await next.begin();
  await next.swap();
  expect(await client.indices.exists({ index: old! })).toBe(false);
  expect(await next.goBack()).toBe(true);
});

it('leaves nothing of a rebuild that was abandoned', async () => {
  const before = Object.keys(await client.indices.get({ index: `${REGISTRATIONS}-*` }));
  const rebuild = new ElasticsearchRecordsRebuild(client, () => new Date());
  await rebuild.begin();
  await rebuild.abandon();
  expect(Object.keys(await client.indices.get({ index: `${REGISTRATIONS}-*` }))).toEqual(before);
});

/** Takes the index in use away for a test, and puts everything back. */
const withoutIndex = async (work: () => Promise<void>): Promise<void> => {
  const [index] = await indices();
  await client.indices.deleteAlias({ index: index!, name: REGISTRATIONS });
  try {
    await work();
  } finally {
    await client.indices.delete({ index: REGISTRATIONS }, { ignore: [404] });
    await client.indices.putAlias({ index: index!, name: REGISTRATIONS, is_write_index: true });
  }
};

it('writes nowhere while the alias is gone, and tells an index that took its name', async () => {
  expect(await problemsOfIndex(client)).toEqual([]);
  await withoutIndex(async () => {
    await client.cluster.putSettings({ persistent: { 'action.auto_create_index': 'true' } });
    try {
      await expect(records.saveQueued([aQueued()])).rejects.toThrow();
      await expect(records.saveDecided([aDecision(aPending())])).rejects.toThrow();
      expect(await client.indices.exists({ index: REGISTRATIONS })).toBe(false);
      expect(await problemsOfIndex(client)).toHaveLength(1);

      const queued = { ...aQueued(), status: 'submitted' };
      await client.index({ index: REGISTRATIONS, document: queued });
      await expect(createRegistrationsIndex(client)).rejects.toThrow('it was made automatically');
      expect((await problemsOfIndex(client))[0]).toContain('was not made by Portaria');
      await expect(records.saveQueued([aQueued()])).rejects.toThrow();
    } finally {
      await client.cluster.putSettings({ persistent: { 'action.auto_create_index': null } });
    }
  });
});

it('adds the fields that an index of an earlier version lacks', async () => {
  const [index] = await indices();
  await client.indices.deleteAlias({ index: index!, name: REGISTRATIONS });
  const settings = await client.indices.getSettings({ index: index! });
  await client.indices.create({
    index: 'registrations-earlier',
    aliases: { [REGISTRATIONS]: { is_write_index: true } },
    mappings: { dynamic: 'strict', properties: { registrationId: { type: 'keyword' } } },
    settings: { analysis: settings[index!]!.settings!.index!.analysis },
  });
  try {
    expect((await problemsOfIndex(client))[0]).toContain('status is missing');
    await createRegistrationsIndex(client);
    expect(await problemsOfIndex(client)).toEqual([]);
  } finally {
    await client.indices.delete({ index: 'registrations-earlier' });
    await client.indices.putAlias({ index: index!, name: REGISTRATIONS, is_write_index: true });
  }
});

it('tells a pipeline by which records would be changed or dropped', async () => {
  const set = (pipeline: string | null) =>
    client.indices.putSettings({
      index: REGISTRATIONS,
      settings: { 'index.final_pipeline': pipeline } as never,
    });
  await client.ingest.putPipeline({ id: 'tests-pipeline', processors: [] });
  try {
    await set('tests-pipeline');
    expect(await problemsOfIndex(client)).toEqual([
      expect.stringContaining('index.final_pipeline is tests-pipeline'),
    ]);
  } finally {
    await set(null);
    await client.ingest.deletePipeline({ id: 'tests-pipeline' });
  }
  expect(await problemsOfIndex(client)).toEqual([]);
});
