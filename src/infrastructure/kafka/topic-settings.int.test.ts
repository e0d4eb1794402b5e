import { afterAll, expect, it } from 'vitest';
import { TOPICS } from '@/src/application/contracts/messages';
import { openStores } from '@/tests/harness/stores/stores';
import { problemsOfTopics, TOPIC_RESOURCE } from './topic-settings';
import { createTopics } from './topics';

const stores = openStores();
afterAll(() => stores.close());

const settingsOf = async (name: string): Promise<Map<string, string>> => {
  const admin = stores.kafka.admin();
  await admin.connect();
  try {
    const resources = [{ type: TOPIC_RESOURCE, name }];
    const { resources: answers } = await admin.describeConfigs({ resources, includeSynonyms: false });
    return new Map(answers[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]));
  } finally {
    await admin.disconnect();
  }
};

it('a topic that would lose messages is told, and mended by the set-up without touching its other settings', async () => {
  expect(await problemsOfTopics(stores.kafka)).toEqual([]);
  const admin = stores.kafka.admin();
  await admin.connect();
  const configEntries = [
    { name: 'retention.ms', value: '604800000' },
    { name: 'cleanup.policy', value: 'compact,delete' },
    { name: 'flush.messages', value: '1' },
    { name: 'max.message.bytes', value: '2000000' },
  ];
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: TOPIC_RESOURCE, name: TOPICS.submitted, configEntries }],
  });
  await admin.disconnect();
  expect((await problemsOfTopics(stores.kafka)).join()).toContain(
    'registrations.submitted would lose messages: retention.ms is 604800000',
  );

  await createTopics(stores.kafka);
  expect(await problemsOfTopics(stores.kafka)).toEqual([]);
  const settings = await settingsOf(TOPICS.submitted);
  expect(['retention.ms', 'retention.bytes', 'cleanup.policy'].map((name) => settings.get(name))).toEqual([
    '-1',
    '-1',
    'delete',
  ]);
  expect(['flush.messages', 'max.message.bytes'].map((name) => settings.get(name))).toEqual(['1', '2000000']);
});

it('a topic that would refuse the longest messages is told, and mended by the set-up', async () => {
  const admin = stores.kafka.admin();
  await admin.connect();
  const configEntries = [
    { name: 'max.message.bytes', value: '8000' },
    { name: 'min.insync.replicas', value: '3' },
    { name: 'unclean.leader.election.enable', value: 'true' },
    { name: 'retention.ms', value: '-1' },
  ];
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: TOPIC_RESOURCE, name: TOPICS.decided, configEntries }],
  });
  await admin.disconnect();
  const told = (await problemsOfTopics(stores.kafka)).join();
  expect(told).toContain('registrations.decided would refuse messages: max.message.bytes is 8000');
  expect(told).toContain('registrations.decided would refuse messages: min.insync.replicas is 3');
  expect(told).toContain('would lose messages: unclean.leader.election.enable is true');

  await createTopics(stores.kafka);
  expect(await problemsOfTopics(stores.kafka)).toEqual([]);
});
