import { web } from '@/app/_server/composition';
import { invalidFields } from '@/app/_server/invalid-fields';
import { toPendingPage } from '@/app/_server/replies';
import { json, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';
import { pendingQuery } from '@/src/application/contracts/review';

/** A page of those who wait for a reviewer. */
export const GET = reviewerHandler(async (request) => {
  const given = Object.fromEntries(
    [...new URL(request.url).searchParams].filter(([, value]) => value !== ''),
  );
  const query = pendingQuery.safeParse(given, { reportInput: true });
  if (!query.success) return invalidFields(query.error);
  return json(toPendingPage(await web().listPending(query.data)));
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
