import type { Admin, Kafka } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import { withAdmin } from './kafka-client';

/** What was accepted is read from these logs for ever, so no message of theirs may go by age, by size or by key. */
export const KEPT_FOR_EVER = { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' };

/** The protocol's number of a topic among resources; Node does not find kafkajs's own name for it. */
export const TOPIC_RESOURCE = 2;

/** The `configSource` of a setting that was made for this topic (DescribeConfigs, version 1 and later). */
const OF_THIS_TOPIC = 1;

type Settings = Map<string, { value: string; ofThisTopic: boolean }>;

/** What is wrong with the settings of our topics, in sentences; nothing where no message of theirs can go. */
export const problemsOfTopics = (kafka: Kafka): Promise<string[]> =>
  withAdmin(kafka, async (admin) => {
    const problems: string[] = [];
    for (const [topic, settings] of await readSettings(admin, Object.values(TOPICS))) {
      for (const [name, { value }] of wrongIn(settings)) {
        problems.push(`${topic} would lose messages: ${name} is ${value}; run the set-up again`);
      }
    }
    return problems;
  });

/** Sets what `problemsOfTopics` would find; answers the topics that were mended. */
export const mendTopics = async (admin: Admin, topics: readonly string[]): Promise<string[]> => {
  const mended: string[] = [];
  for (const [topic, settings] of await readSettings(admin, topics)) {
    if (wrongIn(settings).length === 0) continue;
    // Kafka replaces all settings of a topic by these, so those that somebody made are named again.
    const made = [...settings].filter(([, { ofThisTopic }]) => ofThisTopic);
    const wanted = {
      ...Object.fromEntries(made.map(([name, { value }]) => [name, value])),
      ...KEPT_FOR_EVER,
    };
    const configEntries = Object.entries(wanted).map(([name, value]) => ({ name, value }));
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: TOPIC_RESOURCE, name: topic, configEntries }],
    });
    mended.push(topic);
  }
  return mended;
};

const wrongIn = (settings: Settings): [string, { value: string }][] =>
  [...settings].filter(
    ([name, { value }]) =>
      name in KEPT_FOR_EVER && value !== KEPT_FOR_EVER[name as keyof typeof KEPT_FOR_EVER],
  );

const readSettings = async (admin: Admin, topics: readonly string[]): Promise<[string, Settings][]> => {
  // kafkajs refuses to ask for none.
  if (topics.length === 0) return [];
  const resources = topics.map((name) => ({ type: TOPIC_RESOURCE, name }));
  const { resources: answers } = await admin.describeConfigs({ resources, includeSynonyms: false });
  return answers.map(({ resourceName, configEntries }) => [
    resourceName,
    new Map(
      configEntries.map(({ configName, configValue, configSource }) => [
        configName,
        { value: configValue, ofThisTopic: Number(configSource) === OF_THIS_TOPIC },
      ]),
    ),
  ]);
};
