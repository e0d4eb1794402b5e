import { web } from '@/app/_server/composition';
import { flawedPassword } from '@/app/_server/flawed-password';
import { readBody } from '@/app/_server/read-body';
import { json, problem, refuseOthers, unavailable } from '@/app/_server/respond';
import { accountHandler } from '@/app/_server/session-handlers';
import { passwordChange } from '@/src/application/contracts/account';

const MOST_BYTES = 4 * 1_024;
const BUSY_RETRY_AFTER_SECONDS = 2;

/** Changes the password, by the one that holds; whoever else is signed in to the account is signed out. */
export const PUT = accountHandler(async (request, { account, session }) => {
  const body = await readBody(request, passwordChange, MOST_BYTES);
  if (!body.ok) return body.response;
  const { kind } = await web().ownAccount.changePassword({ account, sessionId: session.id, ...body.value });
  if (kind === 'changed') return json({ changed: true });
  if (kind === 'busy') return unavailable(BUSY_RETRY_AFTER_SECONDS);
  if (kind !== 'wrong') return flawedPassword(kind);
  const errors = [{ field: 'current', code: 'wrong', detail: 'This is not the password of the account.' }];
  return problem({ status: 422, title: 'The password was not changed', errors });
});

export const { GET, POST, PATCH, DELETE } = refuseOthers('PUT');
