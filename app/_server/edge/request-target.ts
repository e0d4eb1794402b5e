/** The longest request target that is read. */
export const LONGEST_TARGET_BYTES = 4_096;

export type Target = { path: string; url: string };

/**
 * Path and query of a request target in origin-form or absolute-form (RFC 9112, section 3.2), whose authority is not
 * believed; undefined for what nobody could have meant: no UTF-8, a NUL, a space.
 */
export const readTarget = (target: string): Target | undefined => {
  const url = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/, '');
  const rooted = url === '' || url.startsWith('?') ? `/${url}` : url;
  if (!rooted.startsWith('/') || /[^\x21-\x7e]|\\/.test(rooted)) return undefined;
  const [path = '/'] = rooted.split('?', 1);
  if (!isDecodable(path) || /%00/.test(rooted)) return undefined;
  return { path, url: rooted };
};

const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};
