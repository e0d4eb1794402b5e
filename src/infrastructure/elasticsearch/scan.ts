import type { Client, estypes } from '@elastic/elasticsearch';
import type { RegistrationDocument } from './registration-document';

const PAGE_SIZE = 500;
const KEEP_ALIVE = '2m';

export type Scanned = { document: RegistrationDocument; seqNo: number };

/**
 * All documents that match, in the order in which they were written last, by a point in time and `search_after`: a
 * consistent view at a cost that does not grow with depth. What was written a moment ago is made visible first.
 */
export async function* scan(
  client: Client,
  { index, query }: { index: string; query: estypes.QueryDslQueryContainer },
): AsyncGenerator<Scanned[]> {
  await client.indices.refresh({ index });
  let { id } = await client.openPointInTime({ index, keep_alive: KEEP_ALIVE });
  try {
    for (let after: estypes.SortResults | undefined; ;) {
      const { hits, pit_id: newer } = await client.search<RegistrationDocument>({
        query,
        size: PAGE_SIZE,
        pit: { id, keep_alive: KEEP_ALIVE },
        sort: [{ _seq_no: 'asc' }, { _shard_doc: 'asc' }],
        search_after: after,
        track_total_hits: false,
      });
      id = newer ?? id;
      yield hits.hits.flatMap(({ _source, sort }) =>
        _source ? [{ document: _source, seqNo: Number(sort?.[0]) }] : [],
      );
      if (hits.hits.length < PAGE_SIZE) return;
      after = hits.hits.at(-1)?.sort;
    }
  } finally {
    await client.closePointInTime({ id });
  }
}
