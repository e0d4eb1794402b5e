import { web } from '@/app/_server/composition';
import { flawedPassword } from '@/app/_server/flawed-password';
import { readBody } from '@/app/_server/read-body';
import { handler, json, problem, refuseOthers } from '@/app/_server/respond';
import { newPassword } from '@/src/application/contracts/account';

const MOST_BYTES = 4 * 1_024;

/** Sets the password of the account that a mailed link opens: 200 with its address, or 410 where the link opens none. */
export const POST = handler(async (request) => {
  const body = await readBody(request, newPassword, MOST_BYTES);
  if (!body.ok) return body.response;
  const outcome = await web().setPassword(body.value);
  if (outcome.kind === 'set') return json({ email: outcome.account.email });
  if (outcome.kind !== 'no-link') return flawedPassword(outcome.kind);
  const detail = 'It was used, has run out, or was replaced by a newer one. Ask for another one.';
  return problem({ status: 410, title: 'This link does not open an account', detail });
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
