import type { Client, estypes } from '@elastic/elasticsearch';

/** Everybody reads and writes through the alias; the index behind it can be replaced. */
export const REGISTRATIONS = 'registrations';

const FIRST_INDEX = 'registrations-000001';

const FIELDS: Record<string, estypes.MappingProperty> = {
  registrationId: { type: 'keyword' },
  status: { type: 'keyword' },
  name: { type: 'text', analyzer: 'folded', fields: { raw: { type: 'keyword', ignore_above: 256 } } },
  email: { type: 'keyword', normalizer: 'folded' },
  reason: { type: 'text', analyzer: 'folded' },
  language: { type: 'keyword' },
  submittedAt: { type: 'date' },
  queuedAt: { type: 'date' },
  pendingSince: { type: 'date' },
  decidedAt: { type: 'date' },
  decidedBy: { type: 'keyword' },
  decisionReason: { type: 'text', analyzer: 'folded' },
  duplicateOf: { type: 'keyword' },
};
const MAPPINGS: estypes.MappingTypeMapping = { dynamic: 'strict', properties: FIELDS };

/** Letters without case and accents, so that `joao` finds `João`. */
const ANALYSIS: estypes.IndicesIndexSettingsAnalysis = {
  analyzer: { folded: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding'] } },
  normalizer: { folded: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
};

/**
 * Creates the index and its alias where they are missing, and adds the fields that an index of an earlier version lacks.
 * Rejects with what to do where an index has the name of the alias: Elasticsearch made it for somebody who wrote too early.
 */
export const createRegistrationsIndex = async (client: Client): Promise<void> => {
  if (await client.indices.existsAlias({ name: REGISTRATIONS })) return addMissingFields(client);
  if (await client.indices.exists({ index: REGISTRATIONS })) {
    throw new Error(
      `Elasticsearch has an index named ${REGISTRATIONS} where the alias of that name should be; it was made automatically, with guessed mappings. Delete it (or copy it under another name), set action.auto_create_index to false, start again and run \`npm run rebuild -- search\`.`,
    );
  }
  await createIndex(client, FIRST_INDEX, { [REGISTRATIONS]: { is_write_index: true } });
};

/** True where the index, or the one behind the alias, maps every field as we do. */
export const hasOurMapping = async (client: Client, index: string): Promise<boolean> => {
  const answers = Object.values(await client.indices.getMapping({ index }));
  return answers.every(({ mappings: { properties = {} } }) =>
    Object.entries(FIELDS).every(([name, { type }]) => properties[name]?.type === type),
  );
};

/**
 * What is wrong with the index behind the alias, in sentences; nothing for one that this version has made. `undefined`
 * fields only mean an earlier version, which the set-up completes.
 */
export const problemsOfIndex = async (client: Client): Promise<string[]> => {
  const mappings = await mappingsBehindAlias(client);
  if (mappings.length === 0) return [`there is no index behind the alias ${REGISTRATIONS}: run the set-up`];
  const rebuild = 'build it anew with `npm run rebuild -- search`';
  const foreign = mappings.flatMap(([index, { dynamic, properties = {} }]) => {
    const wrong = Object.entries(FIELDS).flatMap(([name, { type }]) => {
      const found = properties[name]?.type;
      return found === type ? [] : [`${name} is ${found ?? 'missing'} instead of ${type}`];
    });
    if (String(dynamic) !== 'strict') wrong.push(`dynamic is ${String(dynamic ?? true)} instead of strict`);
    return wrong.length === 0
      ? []
      : [`the index ${index} was not made by Portaria: ${wrong.join(', ')}; ${rebuild}`];
  });
  return [...foreign, ...(await changesOnTheWay(client))];
};

/** Settings, perhaps of a template for every index, by which what is recorded would be changed, dropped or deleted later. */
const changesOnTheWay = async (client: Client): Promise<string[]> => {
  const answers = Object.entries(
    await client.indices.getSettings({ index: REGISTRATIONS, flat_settings: true }),
  );
  return answers.flatMap(([index, { settings }]) =>
    ['index.default_pipeline', 'index.final_pipeline', 'index.lifecycle.name'].flatMap((name) => {
      const value = (settings as Record<string, unknown> | undefined)?.[name];
      return value === undefined || value === '_none'
        ? []
        : [`the index ${index} may lose what is recorded: ${name} is ${String(value)}; take that away`];
    }),
  );
};

const addMissingFields = async (client: Client): Promise<void> => {
  for (const [index, { properties = {} }] of await mappingsBehindAlias(client)) {
    const missing = Object.entries(FIELDS).filter(([name]) => properties[name] === undefined);
    // Not into an index whose mappings are guesses: it lacks our analysers.
    if (properties.registrationId?.type !== 'keyword' || missing.length === 0) continue;
    await client.indices.putMapping({ index, properties: Object.fromEntries(missing) });
  }
};

const mappingsBehindAlias = async (client: Client): Promise<[string, estypes.MappingTypeMapping][]> => {
  const answer = await client.indices.getMapping({ index: REGISTRATIONS }, { ignore: [404] });
  if ('error' in answer) return [];
  return Object.entries(answer).map(([index, { mappings }]) => [index, mappings]);
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
