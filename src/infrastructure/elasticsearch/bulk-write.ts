import type { Client, estypes } from '@elastic/elasticsearch';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { withoutTexts, type RegistrationDocument } from './registration-document';
import { hasOurMapping, REGISTRATIONS } from './registrations-index';

const CONFLICT = 409;
const BAD_REQUEST = 400;
const TOO_LARGE = 413;

/** What Elasticsearch says of a document that it cannot take: a value that is none of its type, or too long a term. */
const CONTENT = new Set([
  'mapper_parsing_exception',
  'document_parsing_exception',
  'illegal_argument_exception',
]);

export type Write = { action: estypes.BulkOperationContainer; document: RegistrationDocument };

type Target = { client: Client; index: string };

/** The ids that conflicted, and what was refused for its content or its size. */
type Outcome = { conflicts: Set<string>; refused: Write[] };

/**
 * Writes all of them, in one request unless that is too large, and answers the ids that conflicted.
 *
 * By now each registration is on its way to a reviewer, so a document that is refused for what it holds is no reason to
 * end it, nor to hold up the others: it is written without its texts, and `npm run reconcile` names it. Whatever else is
 * refused throws, and waits (docs/decisions/0031).
 */
export const bulkWrite = async (target: Target, writes: readonly Write[]): Promise<Set<string>> => {
  const { conflicts, refused } = await send(target, writes);
  const bare = refused.map(({ action, document }) => ({ action, document: withoutTexts(document) }));
  const second = await send(target, bare);
  if (second.refused.length > 0)
    throw new StoreUnavailable('Elasticsearch refuses even a document without texts');
  return new Set([...conflicts, ...second.conflicts]);
};

const send = async (target: Target, writes: readonly Write[]): Promise<Outcome> => {
  if (writes.length === 0) return { conflicts: new Set(), refused: [] };
  try {
    return await sendAtOnce(target, writes);
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode !== TOO_LARGE) throw error;
  }
  if (writes.length === 1) return { conflicts: new Set(), refused: [...writes] };
  const half = Math.ceil(writes.length / 2);
  const first = await send(target, writes.slice(0, half));
  const second = await send(target, writes.slice(half));
  return {
    conflicts: new Set([...first.conflicts, ...second.conflicts]),
    refused: [...first.refused, ...second.refused],
  };
};

const sendAtOnce = async ({ client, index }: Target, writes: readonly Write[]): Promise<Outcome> => {
  const conflicts = new Set<string>();
  const refused: Write[] = [];
  // Where the alias is gone, Elasticsearch would make an index of that name, whose mappings are guesses.
  const throughAlias = { require_alias: index === REGISTRATIONS };
  const { items } = await client.bulk({
    index,
    ...throughAlias,
    operations: writes.flatMap(({ action, document }) => [action, document]),
    refresh: false,
  });
  for (const [at, { index: indexed, create }] of items.entries()) {
    const item = indexed ?? create;
    if (item?.status === CONFLICT && item._id) conflicts.add(item._id);
    else if (item?.error && isContent(item.status, item.error.type)) refused.push(writes[at]!);
    else if (item?.error) throw refusal(item.status, item.error.type);
  }
  // A document is to blame for what it holds only while the index has our own mapping: where somebody changed that,
  // every document may be refused, and all of them wait (docs/decisions/0014).
  if (refused.length > 0 && !(await hasOurMapping(client, index)))
    throw new StoreUnavailable(`Elasticsearch refuses documents: the mapping of ${index} is not ours`);
  return { conflicts, refused };
};

const isContent = (status: number, type: string): boolean => status === BAD_REQUEST && CONTENT.has(type);

const refusal = (status: number, type: string): Error =>
  new StoreUnavailable(`Elasticsearch refused it: ${status} ${type}`);
