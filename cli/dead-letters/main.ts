import { toDeadLetterList } from '@/src/application/contracts/dead-letters';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { readCommandEnv } from '../env';
import { progressBar } from '../progress-bar';
import { openDeadLetters, type OpenDeadLetters } from './open';
import { HELP, readOptions, UsageError, type DeadLettersOptions } from './options';
import { sentenceOf, settleAll, type Settled } from './settle-all';
import { tableOf } from './table';

const ACTOR = 'operator';
const VERBS = { redrive: 'redriven', discard: 'discarded' } as const;

// `npm run dead-letters`: lists, redrives and discards the messages that could not be processed.
const run = async (options: DeadLettersOptions): Promise<boolean> => {
  if (options.action === 'help') {
    console.log(HELP);
    return true;
  }
  const opened = openDeadLetters(readCommandEnv());
  try {
    const letters = await opened.deadLetters.list();
    if (options.action !== 'list') return await settle(opened, letters, options);
    console.log(options.json ? JSON.stringify(toDeadLetterList(letters), null, 2) : tableOf(letters));
    return true;
  } finally {
    await opened.close();
  }
};

type Settle = Extract<DeadLettersOptions, { action: 'redrive' | 'discard' }>;

const settle = async (
  opened: OpenDeadLetters,
  letters: DeadLetter[],
  { action, id }: Settle,
): Promise<boolean> => {
  const chosen = id === undefined ? letters : letters.filter((letter) => letter.id === id);
  if (chosen.length === 0) {
    console.log(id === undefined ? 'No dead letters.' : `There is no dead letter ${id}.`);
    return id === undefined;
  }
  const bar = id === undefined ? progressBar(VERBS[action]) : undefined;
  const tally = await settleAll({
    letters: chosen,
    settle: (letter) => settleOne(opened, letter, action),
    onProgress: (done) => bar?.update(done, chosen.length),
  });
  bar?.end();
  console.log(sentenceOf(VERBS[action], tally));
  return tally.kept + tally.failed === 0 && (id === undefined || tally.gone === 0);
};

const settleOne = async (
  { redrive, discard }: OpenDeadLetters,
  letter: DeadLetter,
  action: Settle['action'],
): Promise<Settled> => {
  if (action === 'discard') return (await discard({ letter, actor: ACTOR })) ? 'done' : 'gone';
  const { kind } = await redrive({ letter, actor: ACTOR });
  return kind === 'redriven' ? 'done' : kind === 'too-often' ? 'kept' : 'gone';
};

try {
  process.exitCode = (await run(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error('See npm run dead-letters -- --help');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
