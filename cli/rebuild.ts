import { parseArgs } from 'node:util';
import type { OnProgress, SearchDifference } from '@/src/application/recovery/compare-search';
import { rebuildPending } from '@/src/application/recovery/rebuild-pending';
import {
  compareSearch,
  goBackToPrevious,
  rebuildSearch,
  RecordsWouldBeLost,
} from '@/src/application/recovery/rebuild-search';
import { restoreLog } from '@/src/application/recovery/restore-log';
import { ElasticsearchRecordsRebuild } from '@/src/infrastructure/elasticsearch/elasticsearch-records-rebuild';
import { createRegistrationsIndex } from '@/src/infrastructure/elasticsearch/registrations-index';
import { retryWithBackOff } from '@/src/infrastructure/retry/retry';
import { SERVER_OF, StoreHealth } from '@/src/infrastructure/retry/store-health';
import { readCommandEnv } from './env';
import { progressBar } from './progress-bar';
import { runCommand } from './run-command';
import { openStores, type CommandStores } from './stores';

// `npm run rebuild -- pending|search|log`: what was lost, built again from what is left of it elsewhere.
const HELP = `npm run rebuild -- pending|search|log [--dry-run] [--accept-loss] [--back]

  pending        fills Redis from Elasticsearch, minus what is decided or a dead letter
  search         builds a new Elasticsearch index from Kafka and the decisions, and swaps it in behind the alias; the old
                 one is kept until the next rebuild
  log            writes the sign-ups that Elasticsearch knows and Kafka lost back into Kafka
  --dry-run      writes nothing and prints the difference
  --accept-loss  search: swaps even where the new index knows less than the old one, which is refused otherwise
  --back         search: puts the index that the last rebuild has kept back in its place, completed from Kafka

All are safe while sign-ups and decisions go on. Exit code: 0 done, 1 refused, 2 the stores could not be found.
`;

type Flags = { 'dry-run': boolean; 'accept-loss': boolean; back: boolean };

const print = (line: string) => process.stdout.write(`${line}\n`);

const pending = async (stores: CommandStores, { 'dry-run': dryRun }: Flags): Promise<number> => {
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
  return 0;
};

const search = async (stores: CommandStores, flags: Flags): Promise<number> => {
  await createRegistrationsIndex(stores.elasticsearch);
  const bar = progressBar('sign-ups read');
  const rebuild = new ElasticsearchRecordsRebuild(stores.elasticsearch, () => new Date());
  const ports = { ...stores, current: stores.records, rebuild };
  const onProgress: OnProgress = ({ done, total }) => bar.update(done, total);
  if (flags.back) return goBack(await goBackToPrevious(ports)(onProgress).finally(bar.end));
  try {
    const difference = flags['dry-run']
      ? await compareSearch(ports)(onProgress)
      : await rebuildSearch(ports)(onProgress, { acceptLoss: flags['accept-loss'] });
    bar.end();
    show(difference);
    print(flags['dry-run'] ? `${wouldBeRefused(difference)}Nothing was written.` : SWAPPED);
    return 0;
  } catch (error) {
    bar.end();
    if (!(error instanceof RecordsWouldBeLost)) throw error;
    show(error.difference);
    print(`${REFUSED}The old index stays in use.`);
    return 1;
  }
};

const log = async (stores: CommandStores, { 'dry-run': dryRun }: Flags): Promise<number> => {
  const { restored, lost } = await restoreLog(stores)({ dryRun });
  for (const id of restored) print(`${dryRun ? 'missing' : 'written back'}  ${id}`);
  for (const id of lost) print(`lost  ${id}`);
  print(
    `${restored.length} were missing in the log${dryRun ? '; nothing was written.' : ' and are back in it.'}`,
  );
  if (lost.length > 0)
    print(`${lost.length} are recorded without their sign-up, which is in no store any more.`);
  return lost.length === 0 ? 0 : 1;
};

const SWAPPED =
  'The new index is in place; the old one is kept until the next rebuild (`npm run rebuild -- search --back`).';
const REFUSED =
  'Refused: the new index would know less than the old one, for the log or the decisions were lost or cut. If that is meant, say so with --accept-loss. ';

const wouldBeRefused = ({ unknown, undecided }: SearchDifference): string =>
  unknown + undecided.length > 0 ? REFUSED : '';

const show = ({ missing, different, unknown, undecided }: SearchDifference): void => {
  for (const id of missing) print(`missing    ${id}`);
  for (const id of different) print(`different  ${id}`);
  for (const id of undecided) print(`undecided  ${id}`);
  print(`${missing.length} missing and ${different.length} different in the old index.`);
  if (unknown > 0)
    print(
      `${unknown} are recorded in no log: a rebuild loses them. \`npm run rebuild -- log\` writes them back.`,
    );
  if (undecided.length > 0)
    print(`${undecided.length} are decided in the old index only: a rebuild loses that.`);
};

const goBack = (difference: SearchDifference | undefined): number => {
  if (!difference) {
    print('No index was kept: there is nothing to go back to.');
    return 1;
  }
  const { missing, different } = difference;
  print(
    `The kept index is in place again; ${missing.length} missing and ${different.length} different in it were completed.`,
  );
  return 0;
};

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'accept-loss': { type: 'boolean', default: false },
      back: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const rebuild = { pending, search, log }[positionals[0] ?? ''];
  if (values.help || !rebuild) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  const stores = await openStores(readCommandEnv());
  try {
    return await rebuild(stores, values);
  } finally {
    await stores.close();
  }
};

await runCommand(main);
