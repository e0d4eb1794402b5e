import { web } from '@/app/_server/composition';
import { noticeIdIn } from '@/app/_server/notice-id';
import { json, notFound, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';

/** Has a mail that was refused for good tried again; 404 where it is none of these. */
export const POST = reviewerHandler(async (_request, { params, reviewer }) => {
  const id = await noticeIdIn(params);
  const isTried = id !== undefined && (await web().reviewNotices.tryAgain(id, reviewer));
  return isTried ? json({ id }) : notFound('No mail of this id was refused.');
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
