import type { PendingMisfit } from '@/src/application/ports/pending-registrations';
import {
  auditRegistrations,
  PLACES,
  type RegistrationAudit,
  type UnaccountedRegistration,
} from '@/src/application/recovery/audit-registrations';
import type { SearchDifference } from '@/src/application/recovery/compare-search';
import { mendPending } from '@/src/application/recovery/mend-pending';
import { compareSearch } from '@/src/application/recovery/rebuild-search';
import { reconcile } from '@/src/application/recovery/reconcile';
import { readCommandEnv } from './env';
import { runCommand } from './run-command';
import { openStores } from './stores';

// `npm run reconcile`: mends what a crash can leave, counts what became of every registration, and names what does not
// fit. Exit code 1 if anything does not.
const HELP = `npm run reconcile

Puts the parts of the pending list in order where they do not fit each other, takes decided registrations off it, queues again
what no place holds, tells the record of decisions that it missed (both older than five minutes), and prints the audit:
accepted = pending + approved + rejected + duplicate + dead letters. What does not fit is named, with the command that mends it.
Exit code: 0 all fits, 1 something does not and is named, 2 a store could not be found or reached.
`;

/** A registration as young as this and nowhere yet is on its way. */
const ON_ITS_WAY_MS = 60_000;

const print = (line: string) => process.stdout.write(`${line}\n`);

const wordsFor = ({ what, kind, of }: PendingMisfit): string =>
  `pending list: ${what} is ${WORDS[kind]}${of ? ` of ${of}` : ''}`;

const WORDS: Record<PendingMisfit['kind'], string> = {
  unlisted: 'waiting, but not on the list',
  unclaimed: 'waiting, but its address is not claimed',
  incomplete: 'incomplete in its entry',
  'listed twice': 'on the list twice',
  'claims twice': 'the owner of an address that is not its own',
  'of another type': 'not what it should be',
  twin: 'a second entry for the address',
  unreadable: 'on the list with an entry that cannot be read',
  'no entry': 'on the list without an entry',
  'claims without entry': 'the owner of an address without an entry',
};

const show = (audit: RegistrationAudit, record: SearchDifference): number => {
  const { accepted, counts, unaccounted, misfits } = audit;
  const onTheirWay = unaccounted.filter(isOnItsWay);
  const wrong = unaccounted.filter((one) => !isOnItsWay(one));
  for (const place of PLACES) print(`${String(counts[place]).padStart(10)}  ${place}`);
  if (onTheirWay.length > 0)
    print(`${String(onTheirWay.length).padStart(10)}  on their way, for less than a minute`);
  print(`${String(accepted).padStart(10)}  accepted`);
  for (const one of wrong) print(`${one.registrationId} is ${whereIs(one)}`);
  for (const misfit of misfits) print(wordsFor(misfit));
  const wrongCount = wrong.length + misfits.length + showRecord(record, unaccounted);
  print(wrongCount === 0 ? 'Everything fits.' : `${wrongCount} do not fit.`);
  return wrongCount === 0 ? 0 : 1;
};

/** How the record differs, of those that are not told already; answers of how many it is wrong. */
const showRecord = (record: SearchDifference, told: readonly UnaccountedRegistration[]): number => {
  const known = new Set(told.map(({ registrationId }) => registrationId));
  const missing = record.missing.filter((id) => !known.has(id));
  const different = record.different.filter((id) => !known.has(id));
  for (const id of missing) print(`${id} is not in the search index`);
  for (const id of different)
    print(`${id} is in the search index with another state, or without its applicant`);
  if (missing.length + different.length > 0)
    print('`npm run rebuild -- search` puts the search index right.');
  if (record.unknown > 0)
    print(
      `${record.unknown} are in the search index and in no log: \`npm run rebuild -- log\` writes them back.`,
    );
  return missing.length + different.length + record.unknown;
};

const whereIs = ({ places, recorded }: UnaccountedRegistration): string => {
  if (places.length > 0) return `in ${places.join(' and ')} at once`;
  return recorded
    ? 'nowhere: it was routed, so it is on the queue or lost after it; `npm run rebuild -- pending` puts it back'
    : 'nowhere: it was not routed yet, so it waits in Kafka for the orchestrator, or its record is lost; `npm run rebuild -- search` and then `-- pending` put it back';
};

const isOnItsWay = ({ places, submittedAt }: UnaccountedRegistration): boolean =>
  places.length === 0 && Date.now() - submittedAt.getTime() < ON_ITS_WAY_MS;

const main = async (): Promise<number> => {
  if (process.argv.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const stores = await openStores(readCommandEnv());
  try {
    const ports = { ...stores, now: () => new Date() };
    const { misfits } = await mendPending(ports)({ whole: true });
    for (const misfit of misfits) print(`${wordsFor(misfit)}: mended.`);
    const { requeued, removed, recorded } = await reconcile(ports)({ whole: true });
    if (removed > 0) print(`${removed} decided, but still on the pending list: removed.`);
    if (requeued.length > 0) print(`${requeued.length} held by no place: queued again.`);
    if (recorded > 0) print(`${recorded} decided, but not in the search index: told it.`);
    const audit = await auditRegistrations(stores)();
    const settledBefore = new Date(Date.now() - ON_ITS_WAY_MS);
    const compare = compareSearch({ ...stores, current: stores.records });
    return show(audit, await compare(() => {}, settledBefore));
  } finally {
    await stores.close();
  }
};

await runCommand(main);
