import { web } from '@/app/_server/composition';
import { toRepeatedSignUp } from '@/app/_server/replies';
import { json, notFound, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';
import { toRegistrationId } from '@/src/domain/registration';

/** What was written in the further sign-ups with the address of this registration, latest first; at most ten. */
export const GET = reviewerHandler(async (_request, { params }) => {
  const id = toRegistrationId((await params).id ?? '');
  if (!id) return notFound('No such registration is pending.');
  const repeated = await web().records.repeatedSignUpsOf(id);
  return json({ items: repeated.map(toRepeatedSignUp) });
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
