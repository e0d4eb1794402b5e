import { clientNetwork } from '@/app/_server/client-address';
import { web } from '@/app/_server/composition';
import { readBody } from '@/app/_server/read-body';
import { handler, json, refuseOthers, tooMany } from '@/app/_server/respond';
import { passwordResetRequest } from '@/src/application/contracts/account';

const MOST_BYTES = 4 * 1_024;

/** Mails the owner of an address a link to a new password. 202 whoever's address it is. */
export const POST = handler(async (request) => {
  const body = await readBody(request, passwordResetRequest, MOST_BYTES);
  if (!body.ok) return body.response;
  const network = clientNetwork(request);
  const outcome = await web().requestPasswordReset({ email: body.value.email, network });
  if (outcome.kind === 'asked') return json({ asked: true }, 202);
  const { retryAfterSeconds } = outcome;
  return tooMany({ retryAfterSeconds, detail: 'Too many asked for a new password from your network.' });
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
