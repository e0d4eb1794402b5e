import { web } from '@/app/_server/composition';
import { refuseOthers } from '@/app/_server/respond';
import { accountHandler } from '@/app/_server/session-handlers';

/** Signs the account out everywhere, here as well. */
export const DELETE = accountHandler(async (_request, { account }) => {
  await web().ownAccount.signOutEverywhere(account);
  return new Response(null, { status: 204 });
});

export const { GET, POST, PUT, PATCH } = refuseOthers('DELETE');
