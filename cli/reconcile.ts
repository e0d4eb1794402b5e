import type { PendingMisfit } from '@/src/application/ports/pending-registrations';
import {
  auditRegistrations,
  PLACES,
  type RegistrationAudit,
  type UnaccountedRegistration,
} from '@/src/application/recovery/audit-registrations';
import { mendPending } from '@/src/application/recovery/mend-pending';
import { reconcile } from '@/src/application/recovery/reconcile';
import { readCommandEnv } from './env';
import { openStores } from './stores';

// `npm run reconcile`: mends what a crash can leave, counts what became of every registration, and names what does not
// fit. Exit code 1 if anything does not.
const HELP = `npm run reconcile

Puts the parts of the pending list in order where they do not fit each other, takes decided registrations off it, queues again what no place holds (older than five minutes), and prints
the audit: accepted = pending + approved + rejected + duplicate + dead letters.
Exit code: 0 all fits, 1 something does not and is named, 2 the stores could not be found.
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

const show = ({ accepted, counts, unaccounted, misfits }: RegistrationAudit): number => {
  const onTheirWay = unaccounted.filter(isOnItsWay);
  const wrong = unaccounted.filter((one) => !isOnItsWay(one));
  for (const place of PLACES) print(`${String(counts[place]).padStart(10)}  ${place}`);
  if (onTheirWay.length > 0)
    print(`${String(onTheirWay.length).padStart(10)}  on their way, for less than a minute`);
  print(`${String(accepted).padStart(10)}  accepted`);
  for (const one of wrong) print(`${one.registrationId} is ${whereIs(one)}`);
  for (const misfit of misfits) print(wordsFor(misfit));
  const wrongCount = wrong.length + misfits.length;
  print(wrongCount === 0 ? 'Everything fits.' : `${wrongCount} do not fit.`);
  return wrongCount === 0 ? 0 : 1;
};

const whereIs = ({ places, recorded }: UnaccountedRegistration): string => {
  if (places.length > 0) return `in ${places.join(' and ')} at once`;
  return recorded
    ? 'nowhere: it was routed, so it is on the queue or lost after it'
    : 'nowhere: it was not routed yet, so it waits in Kafka for the orchestrator, or its record is lost';
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
    for (const misfit of await mendPending(ports)()) print(`${wordsFor(misfit)}: mended.`);
    const { requeued, removed } = await reconcile(ports)();
    if (removed > 0) print(`${removed} decided, but still on the pending list: removed.`);
    if (requeued.length > 0) print(`${requeued.length} held by no place: queued again.`);
    return show(await auditRegistrations(stores)());
  } finally {
    await stores.close();
  }
};

process.exit(await main());
