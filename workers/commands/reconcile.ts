import { reconcile } from '@/src/application/use-cases/reconcile';
import {
  BALANCE_KINDS,
  takeBalance,
  type Balance,
  type Misfit,
} from '@/src/application/use-cases/take-balance';
import { readCommandEnv } from './env';
import { openStores } from './stores';

// `npm run reconcile`: mends what a crash can leave, counts what became of every registration, and names what does not
// fit. Exit code 1 if anything does not.
const HELP = `npm run reconcile

Takes decided registrations off the pending list, queues again what no place holds (older than five minutes), and prints
the balance: accepted = pending + approved + rejected + withdrawn + expired + duplicate + dead letters.
Exit code: 0 all fits, 1 something does not and is named, 2 the stores could not be found.
`;

/** A registration as young as this and nowhere yet is on its way. */
const ON_ITS_WAY_MS = 60_000;

const print = (line: string) => process.stdout.write(`${line}\n`);

const show = ({ accepted, counts, misfits }: Balance): number => {
  const onTheirWay = misfits.filter(isOnItsWay);
  const wrong = misfits.filter((misfit) => !isOnItsWay(misfit));
  for (const kind of BALANCE_KINDS) print(`${String(counts[kind]).padStart(10)}  ${kind}`);
  if (onTheirWay.length > 0)
    print(`${String(onTheirWay.length).padStart(10)}  on their way, for less than a minute`);
  print(`${String(accepted).padStart(10)}  accepted`);
  for (const misfit of wrong) print(`${misfit.registrationId} is ${whereIs(misfit)}`);
  print(wrong.length === 0 ? 'Everything fits.' : `${wrong.length} do not fit.`);
  return wrong.length === 0 ? 0 : 1;
};

const whereIs = ({ places, recorded }: Misfit): string => {
  if (places.length > 0) return `in ${places.join(' and ')} at once`;
  return recorded
    ? 'nowhere: it was routed, so it is on the queue or lost after it'
    : 'nowhere: it was not routed yet, so it waits in Kafka for the orchestrator, or its record is lost';
};

const isOnItsWay = ({ places, submittedAt }: Misfit): boolean =>
  places.length === 0 && Date.now() - submittedAt.getTime() < ON_ITS_WAY_MS;

const main = async (): Promise<number> => {
  if (process.argv.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const stores = await openStores(readCommandEnv());
  try {
    const { requeued, removed } = await reconcile({ ...stores, now: () => new Date() })();
    if (removed > 0) print(`${removed} decided, but still on the pending list: removed.`);
    if (requeued.length > 0) print(`${requeued.length} held by no place: queued again.`);
    return show(await takeBalance(stores)());
  } finally {
    await stores.close();
  }
};

process.exit(await main());
