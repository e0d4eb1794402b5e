import type { Admin, Kafka } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import { withAdmin } from './kafka-client';

/** What was accepted is read from these logs for ever, so no message of theirs may go by age, by size or by key. */
export const KEPT_FOR_EVER = { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' };

/** The longest message: a form of 32 KB, or the original of a dead letter, with its headers. */
const LONGEST_MESSAGE_BYTES = 64 * 1024;

/** Kafka's own default of `max.message.bytes`. */
const USUAL_MESSAGE_BYTES = 1_048_588;

/** The protocol's number of a topic among resources; Node does not find kafkajs's own name for it. */
export const TOPIC_RESOURCE = 2;

/** The `configSource` of a setting that was made for this topic (DescribeConfigs, version 1 and later). */
const OF_THIS_TOPIC = 1;

type Settings = Map<string, { value: string; ofThisTopic: boolean }>;
type Topic = { name: string; settings: Settings; replicas: number };
type Rule = { setting: string; holds: (value: string) => boolean; would: 'lose' | 'refuse'; mended: string };

const rulesFor = (replicas: number): Rule[] => [
  ...Object.entries(KEPT_FOR_EVER).map(([setting, wanted]) => ({
    setting,
    holds: (value: string) => value === wanted,
    would: 'lose' as const,
    mended: wanted,
  })),
  {
    setting: 'unclean.leader.election.enable',
    holds: (value) => value === 'false',
    would: 'lose',
    mended: 'false',
  },
  {
    setting: 'max.message.bytes',
    holds: (value) => Number(value) >= LONGEST_MESSAGE_BYTES,
    would: 'refuse',
    mended: String(USUAL_MESSAGE_BYTES),
  },
  {
    setting: 'min.insync.replicas',
    holds: (value) => Number(value) <= replicas,
    would: 'refuse',
    mended: String(Math.max(1, replicas - 1)),
  },
];

/** What is wrong with the settings of our topics, in sentences; nothing where no message of theirs can go or be refused. */
export const problemsOfTopics = (kafka: Kafka): Promise<string[]> =>
  withAdmin(kafka, async (admin) =>
    (await readTopics(admin, Object.values(TOPICS))).flatMap((topic) =>
      wrongIn(topic).map(
        ({ setting, would }) =>
          `${topic.name} would ${would} messages: ${setting} is ${topic.settings.get(setting)?.value}; run the set-up again`,
      ),
    ),
  );

/** Sets what `problemsOfTopics` would find; answers the topics that were mended. */
export const mendTopics = async (admin: Admin, topics: readonly string[]): Promise<string[]> => {
  const mended: string[] = [];
  for (const topic of await readTopics(admin, topics)) {
    const wrong = wrongIn(topic);
    if (wrong.length === 0) continue;
    // Kafka replaces all settings of a topic by these, so those that somebody made are named again.
    const made = [...topic.settings].filter(([, { ofThisTopic }]) => ofThisTopic);
    const wanted = {
      ...Object.fromEntries(made.map(([name, { value }]) => [name, value])),
      ...KEPT_FOR_EVER,
      ...Object.fromEntries(wrong.map(({ setting, mended: value }) => [setting, value])),
    };
    const configEntries = Object.entries(wanted).map(([name, value]) => ({ name, value }));
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: TOPIC_RESOURCE, name: topic.name, configEntries }],
    });
    mended.push(topic.name);
  }
  return mended;
};

/** The rules that a topic breaks; a setting that this Kafka does not know breaks none. */
const wrongIn = ({ settings, replicas }: Omit<Topic, 'name'>): Rule[] =>
  rulesFor(replicas).filter(({ setting, holds }) => {
    const found = settings.get(setting);
    return found !== undefined && !holds(found.value);
  });

const readTopics = async (admin: Admin, names: readonly string[]): Promise<Topic[]> => {
  const settingsOf = new Map(await readSettings(admin, names));
  if (names.length === 0) return [];
  const { topics } = await admin.fetchTopicMetadata({ topics: [...names] });
  return topics.map(({ name, partitions }) => ({
    name,
    settings: settingsOf.get(name) ?? new Map(),
    replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
  }));
};

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
