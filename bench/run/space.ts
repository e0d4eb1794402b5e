import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { withStoreClients } from '@/tests/invariants/store-clients';
import type { Bench } from './bench';

/** What each store keeps for a registration, in bytes, where there are so many; Redis in memory, the others on the disk. */
export const spaceOf = ({ product, home }: Bench, registrations: number): Promise<Record<string, number>> =>
  withStoreClients(product.inUse, async ({ elasticsearch, postgres, redis }) => {
    const index = await elasticsearch.indices.stats({ index: 'registrations', metric: 'store' });
    const { rows } = await postgres.query<{ bytes: string }>(
      'SELECT pg_database_size(current_database()) AS bytes',
    );
    const memory = /^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1];
    const bytes = {
      Kafka: logBytes(path.join(home, 'kafka')),
      Elasticsearch: index._all.total?.store?.size_in_bytes ?? NaN,
      Postgres: Number(rows[0]?.bytes),
      Redis: Number(memory),
    };
    return Object.fromEntries(Object.entries(bytes).map(([store, all]) => [store, all / registrations]));
  });

/** Without the indexes, which Kafka makes larger than they are filled. */
const logBytes = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.name.endsWith('.log') && path.basename(entry.parentPath).startsWith('registrations.'),
    )
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
