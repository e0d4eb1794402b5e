import 'server-only';

/** The id of a mail that a path names, or undefined where it can be none. */
export const noticeIdIn = async (params: Promise<Record<string, string>>): Promise<string | undefined> => {
  const { id = '' } = await params;
  return /^\d{1,18}$/.test(id) ? id : undefined;
};
