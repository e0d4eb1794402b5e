const THIS_SITE = 'http://localhost';

/**
 * The path to go on to after signing in: whatever is not a path of this very site becomes `fallback`, so that a link
 * to our sign-in page can never lead to another site (open redirect, CWE-601).
 */
export const localPathOf = (requested: string | undefined, fallback: string): string => {
  if (!requested || !URL.canParse(requested, THIS_SITE)) return fallback;
  const url = new URL(requested, THIS_SITE);
  // The parser turns \ into / and drops tabs, so a look at the text alone could be fooled; the result cannot be.
  if (url.origin !== THIS_SITE || !requested.startsWith('/') || url.pathname.startsWith('//'))
    return fallback;
  return `${url.pathname}${url.search}`;
};
