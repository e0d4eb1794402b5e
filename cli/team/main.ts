import { randomBytes } from 'node:crypto';
import { changePassword, type PasswordChange } from '@/src/application/team/change-password';
import { PASSWORD_LENGTH } from '@/src/domain/password';
import { isCommonPassword } from '@/src/infrastructure/passwords/common-passwords';
import { readCommandEnv } from '../env';
import { openTeamStores } from '../stores';
import { askPassword } from './ask-password';
import { forgetFirstPassword } from './forget-first-password';
import { HELP, readOptions, UsageError, type TeamOptions } from './options';

const ACTOR = 'operator';

// `npm run team`: the people who may sign in.
const run = async (options: TeamOptions): Promise<boolean> => {
  if (options.action === 'help') {
    console.log(HELP);
    return true;
  }
  return setPassword(options);
};

const setPassword = async ({ email, generate }: Extract<TeamOptions, { action: 'password' }>) => {
  const env = readCommandEnv();
  const password = generate ? randomBytes(18).toString('base64url') : await askPassword();
  const stores = openTeamStores(env);
  try {
    const change = await changePassword({ ...stores, isCommonPassword, now: () => new Date() })({
      email,
      password,
      actor: ACTOR,
    });
    if (change.kind !== 'changed') {
      console.error(sentenceOf(change, email));
      return false;
    }
    forgetFirstPassword(env.PORTARIA_HOME, email);
    console.log(`${change.account.email} has a new password, and every session of theirs has ended.`);
    if (generate) console.log(`It is ${password} and is shown only now.`);
    return true;
  } finally {
    await stores.close();
  }
};

const sentenceOf = ({ kind }: Exclude<PasswordChange, { kind: 'changed' }>, email: string): string => {
  const { least, most } = PASSWORD_LENGTH;
  switch (kind) {
    case 'unknown':
      return `There is nobody with the address ${JSON.stringify(email)}.`;
    case 'too-short':
      return `A password has ${least} characters or more; nothing was changed.`;
    case 'too-long':
      return `A password has ${most} characters or fewer; nothing was changed.`;
    case 'common':
      return 'This is a password that many people use; nothing was changed.';
    case 'not-text':
      return 'A password has no control characters; nothing was changed.';
  }
};

try {
  process.exitCode = (await run(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error('See npm run team -- --help');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
