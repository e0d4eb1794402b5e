const HERE = 'http://localhost';

/**
 * The path to go on to after signing in: whatever is not a path of this very site becomes `fallback`, so that a link
 * to our sign-in page can never lead elsewhere (open redirect, CWE-601).
 */
export const localPathOf = (wish: string | undefined, fallback: string): string => {
  if (!wish || !URL.canParse(wish, HERE)) return fallback;
  const url = new URL(wish, HERE);
  // The parser turns \ into / and drops tabs, so a look at the text alone could be fooled; the result cannot be.
  if (url.origin !== HERE || !wish.startsWith('/') || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}`;
};
