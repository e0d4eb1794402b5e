import { eventually } from '../eventually';
import type { Stores } from './stores';

type SearchDocument = { registrationId: string; status: string; name?: string; email?: string };

/** The document of a registration, read by id (so without waiting for a refresh); undefined if there is none. */
export const documentOf = async (
  { elasticsearch }: Stores,
  id: string,
): Promise<SearchDocument | undefined> => {
  const reply = await elasticsearch.get<SearchDocument>({ index: 'registrations', id }, { ignore: [404] });
  return reply.found ? reply._source : undefined;
};

/** Waits until the document tells the given status. */
export const documentWithStatus = (stores: Stores, id: string, status: string): Promise<SearchDocument> =>
  eventually(`an Elasticsearch document ${id} that is ${status}`, async () => {
    const document = await documentOf(stores, id);
    return document?.status === status && document;
  });

/** Takes the document out of the index, as a lost store would. */
export const loseDocument = async ({ elasticsearch }: Stores, id: string): Promise<void> => {
  await elasticsearch.delete({ index: 'registrations', id });
};

/** How many documents there are for the given ids. */
export const countDocuments = async ({ elasticsearch }: Stores, ids: string[]): Promise<number> => {
  await elasticsearch.indices.refresh({ index: 'registrations' });
  const { count } = await elasticsearch.count({ index: 'registrations', query: { ids: { values: ids } } });
  return count;
};
