import { web } from '@/app/_server/composition';
import { noticeIdIn } from '@/app/_server/notice-id';
import { json, notFound, refuseOthers } from '@/app/_server/respond';
import { adminHandler } from '@/app/_server/session-handlers';

/** The path of the link in a mail that no mail server carries, for an admin to hand over; it lives from now on. */
export const POST = adminHandler(async (_request, { params, reviewer }) => {
  const id = await noticeIdIn(params);
  const path = id === undefined ? undefined : await web().reviewNotices.copyLink(id, reviewer);
  return path === undefined ? notFound('No link of a mail with this id can be copied.') : json({ path });
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');
