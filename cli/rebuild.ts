import { parseArgs } from 'node:util';
import { rebuildPending } from '@/src/application/recovery/rebuild-pending';
import { compareSearch, rebuildSearch } from '@/src/application/recovery/rebuild-search';
import { ElasticsearchRecordsRebuild } from '@/src/infrastructure/elasticsearch/elasticsearch-records-rebuild';
import { createRegistrationsIndex } from '@/src/infrastructure/elasticsearch/registrations-index';
import { retryWithBackOff } from '@/src/infrastructure/retry/retry';
import { SERVER_OF, StoreHealth } from '@/src/infrastructure/retry/store-health';
import { readCommandEnv } from './env';
import { progressBar } from './progress-bar';
import { openStores, type CommandStores } from './stores';

// `npm run rebuild -- pending|search [--dry-run]`: what was derived, built again from what it was derived from.
const HELP = `npm run rebuild -- pending|search [--dry-run]

  pending    fills Redis from Elasticsearch, minus what is decided or a dead letter
  search     builds a new Elasticsearch index from Kafka and the decisions, and swaps it in behind the alias
  --dry-run  writes nothing and prints the difference

Both are safe while sign-ups and decisions go on.
`;

const print = (line: string) => process.stdout.write(`${line}\n`);

const pending = async (stores: CommandStores, dryRun: boolean): Promise<void> => {
  const bar = progressBar('registrations without a decision');
  const retry = retryWithBackOff({
    health: new StoreHealth(SERVER_OF).of('rebuild'),
    logger: stores.logger,
    keepAlive: async () => {},
  });
  const rebuild = rebuildPending({ ...stores, now: () => new Date() });
  const missing = await rebuild({ dryRun, retry, onProgress: bar.update });
  bar.end();
  for (const { id } of missing) print(`${dryRun ? 'missing' : 'put back'}  ${id}`);
  print(
    `${missing.length} were missing from the pending list${dryRun ? '; nothing was written.' : ' and are back.'}`,
  );
};

const search = async (stores: CommandStores, dryRun: boolean): Promise<void> => {
  await createRegistrationsIndex(stores.elasticsearch);
  const bar = progressBar('sign-ups read');
  const ports = { ...stores, current: stores.records };
  const rebuild = new ElasticsearchRecordsRebuild(stores.elasticsearch, () => new Date());
  const run = dryRun ? compareSearch(ports) : rebuildSearch({ ...ports, rebuild });
  const { missing, different, unknown } = await run(({ done, total }) => bar.update(done, total));
  bar.end();
  for (const id of missing) print(`missing    ${id}`);
  for (const id of different) print(`different  ${id}`);
  if (unknown > 0) print(`${unknown} recorded in no log: a rebuild leaves them out.`);
  print(
    `${missing.length} missing, ${different.length} different${dryRun ? '; nothing was written.' : '; the new index is in place.'}`,
  );
};

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const rebuild = { pending, search }[positionals[0] ?? ''];
  if (values.help || !rebuild) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  const stores = await openStores(readCommandEnv());
  try {
    await rebuild(stores, values['dry-run']);
    return 0;
  } finally {
    await stores.close();
  }
};

process.exit(await main());
