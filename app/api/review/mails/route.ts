import { web } from '@/app/_server/composition';
import { invalidFields } from '@/app/_server/invalid-fields';
import { toMailPage } from '@/app/_server/mail-replies';
import { json, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';
import { mailQuery } from '@/src/application/contracts/mails';

/** A page of the mails that were owed, the newest first. */
export const GET = reviewerHandler(async (request, { reviewer }) => {
  const query = mailQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return invalidFields(query.error);
  return json(toMailPage(await web().reviewNotices.page(query.data), reviewer));
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
