import { toDeadLetterList } from '@/src/application/contracts/dead-letters';
import { discardDeadLetter, redriveDeadLetter } from '@/src/application/dead-letters/settle-dead-letter';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { SERVER_OF } from '@/src/infrastructure/retry/store-health';
import { readCommandEnv } from '../env';
import { progressBar } from '../progress-bar';
import { openDeadLetterStores } from '../stores';
import { HELP, readOptions, UsageError, type DeadLettersOptions } from './options';
import { sentenceOf, settleAll, type Settled } from './settle-all';
import { tableOf } from './table';

const ACTOR = 'operator';
const VERBS = { redrive: 'redriven', discard: 'discarded' } as const;

type Stores = ReturnType<typeof openDeadLetterStores>;
type Settle = Extract<DeadLettersOptions, { action: 'redrive' | 'discard' }>;

// `npm run dead-letters`: lists, redrives and discards the messages that could not be processed.
const run = async (options: DeadLettersOptions): Promise<boolean> => {
  if (options.action === 'help') {
    console.log(HELP);
    return true;
  }
  const stores = openDeadLetterStores(readCommandEnv());
  try {
    if (options.action !== 'list') return await settle(stores, options);
    const deadLetters = await stores.deadLetters.list();
    const json = () => JSON.stringify(toDeadLetterList(deadLetters, SERVER_OF), null, 2);
    console.log(options.json ? json() : tableOf(deadLetters, SERVER_OF));
    return true;
  } finally {
    await stores.close();
  }
};

const settle = async (stores: Stores, { action, id }: Settle): Promise<boolean> => {
  const chosen = await choose(stores, id);
  if (chosen.length === 0) {
    console.log(id === undefined ? 'No dead letters.' : `There is no dead letter ${id}.`);
    return id === undefined;
  }
  const bar = id === undefined ? progressBar(VERBS[action]) : undefined;
  const settleOne = { redrive, discard }[action](stores);
  const tally = await settleAll({
    deadLetters: chosen,
    settle: settleOne,
    onProgress: (done) => bar?.update(done, chosen.length),
  });
  bar?.end();
  console.log(sentenceOf(VERBS[action], tally));
  return tally.kept + tally.failed === 0 && (id === undefined || tally.gone === 0);
};

const choose = async ({ deadLetters }: Stores, id: string | undefined): Promise<DeadLetter[]> => {
  if (id === undefined) return deadLetters.list();
  const found = await deadLetters.find(id);
  return found ? [found] : [];
};

const now = () => new Date();

const redrive =
  (stores: Stores) =>
  async (deadLetter: DeadLetter): Promise<Settled> => {
    const { kind } = await redriveDeadLetter({ ...stores, now })({ deadLetter, actor: ACTOR });
    return kind === 'redriven' ? 'done' : kind === 'too-often' ? 'kept' : 'gone';
  };

const discard =
  (stores: Stores) =>
  async (deadLetter: DeadLetter): Promise<Settled> =>
    (await discardDeadLetter({ ...stores, now })({ deadLetter, actor: ACTOR })) ? 'done' : 'gone';

try {
  process.exitCode = (await run(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error('See npm run dead-letters -- --help');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
