import { web } from '@/app/_server/composition';
import { readBody } from '@/app/_server/read-body';
import { json, refuseOthers } from '@/app/_server/respond';
import { accountHandler } from '@/app/_server/session-handlers';
import { accountChange } from '@/src/application/contracts/account';

const MOST_BYTES = 4 * 1_024;

/** All that is kept of the account, for its owner to take along. */
export const GET = accountHandler(async (_request, { account }) => {
  const facts = await web().ownAccount.find(account);
  return json(facts);
});

/** Changes the name. */
export const PATCH = accountHandler(async (request, { account }) => {
  const body = await readBody(request, accountChange, MOST_BYTES);
  if (!body.ok) return body.response;
  await web().ownAccount.rename(account, body.value.name);
  return json({ name: body.value.name });
});

export const { POST, PUT, DELETE } = refuseOthers('GET', 'PATCH');
