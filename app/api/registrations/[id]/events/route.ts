import { eventStream } from '@/app/_server/event-stream';
import { followLive, progressAt } from '@/app/_server/follow-live';
import { handler, notFound, refuseOthers } from '@/app/_server/respond';

type Context = { params: Promise<{ id: string }> };

/** The progress of a registration as it happens, until it is decided. */
export const GET = handler<Context>(async (request, { params }) => {
  const { id } = await params;
  const link = { registrationId: id, token: new URL(request.url).searchParams.get('token') ?? '' };
  return eventStream(request, { link: id }, async () => {
    const first = await progressAt(link);
    if (!first) return notFound('There is no registration at this link.');
    return (sink) => followLive(link, first, sink);
  });
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');
// A stream that nobody reads would never end.
export const HEAD = POST;
