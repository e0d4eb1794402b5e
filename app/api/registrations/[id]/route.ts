import { web } from '@/app/_server/composition';
import { toProgressReply } from '@/app/_server/replies';
import { handler, json, notFound, refuseOthers } from '@/app/_server/respond';

type Context = { params: Promise<{ id: string }> };

/** Where a registration stands, for the holder of its private link. A wrong id and a wrong token look the same. */
export const GET = handler<Context>(async (request, { params }) => {
  const { id } = await params;
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const progress = await web().followRegistration({ registrationId: id, token });
  return progress ? json(toProgressReply(progress)) : notFound('There is no registration at this link.');
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
