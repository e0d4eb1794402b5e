import type { Client, estypes } from '@elastic/elasticsearch';

/** Everybody reads and writes through the alias; the index behind it can be replaced. */
export const REGISTRATIONS = 'registrations';

const FIRST_INDEX = 'registrations-000001';

const MAPPINGS: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    registrationId: { type: 'keyword' },
    status: { type: 'keyword' },
    name: { type: 'text', analyzer: 'folded', fields: { raw: { type: 'keyword', ignore_above: 256 } } },
    email: { type: 'keyword', normalizer: 'folded' },
    reason: { type: 'text', analyzer: 'folded' },
    submittedAt: { type: 'date' },
    queuedAt: { type: 'date' },
    pendingSince: { type: 'date' },
    decidedAt: { type: 'date' },
    decidedBy: { type: 'keyword' },
    decisionReason: { type: 'text', analyzer: 'folded' },
    duplicateOf: { type: 'keyword' },
  },
};

/** Letters without case and accents, so that `joao` finds `João`. */
const ANALYSIS: estypes.IndicesIndexSettingsAnalysis = {
  analyzer: { folded: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding'] } },
  normalizer: { folded: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
};

/** Creates the index and its alias where they are missing. */
export const createRegistrationsIndex = async (client: Client): Promise<void> => {
  if (await client.indices.existsAlias({ name: REGISTRATIONS })) return;
  await createIndex(client, FIRST_INDEX, { [REGISTRATIONS]: { is_write_index: true } });
};

/** True where the index, or the one behind the alias, maps every field as we do. */
export const hasOurMapping = async (client: Client, index: string): Promise<boolean> => {
  const answers = Object.values(await client.indices.getMapping({ index }));
  const typesIn = (properties: Record<string, estypes.MappingProperty> = {}): string =>
    Object.entries(properties)
      .map(([name, { type }]) => `${name}:${type}`)
      .toSorted()
      .join();
  return answers.every(({ mappings }) => typesIn(mappings.properties) === typesIn(MAPPINGS.properties));
};

/** An empty index with the mappings of registrations. */
export const createIndex = async (
  client: Client,
  index: string,
  aliases: Record<string, estypes.IndicesAlias> = {},
): Promise<void> => {
  const { number_of_nodes: nodes } = await client.cluster.health();
  await client.indices.create({
    index,
    aliases,
    mappings: MAPPINGS,
    settings: {
      number_of_shards: 1,
      number_of_replicas: nodes > 1 ? 1 : 0,
      translog: { durability: 'request' },
      analysis: ANALYSIS,
    },
  });
};
