import type { Client } from '@elastic/elasticsearch';
import type { RecordPosition } from '@/src/application/ports/registration-records';

/**
 * Up to where everything that was written can be read once the index was refreshed, and stays: the global checkpoint, behind
 * which writes may still be under way, or lost with a primary that did not get them to its replicas. Undefined for an index of
 * several shards, each of which counts its own writes.
 */
export const positionOf = async (client: Client, index: string): Promise<RecordPosition | undefined> => {
  const { indices = {} } = await client.indices.stats({ index, metric: 'docs', level: 'shards' });
  const [found, ...others] = Object.values(indices);
  const shards = Object.values(found?.shards ?? {});
  if (!found?.uuid || others.length > 0 || shards.length !== 1) return undefined;
  const primary = shards[0]?.find(({ routing }) => routing?.primary)?.seq_no;
  return primary && { record: found.uuid, writes: primary.global_checkpoint + 1 };
};
