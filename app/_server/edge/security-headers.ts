import { randomBytes } from 'node:crypto';

/** The private request header in which a page learns the nonce of its scripts; Next itself reads it from the policy. */
export const NONCE_HEADER = 'x-portaria-nonce';

export const newNonce = (): string => randomBytes(16).toString('base64');

export type Site = { secure: boolean; development: boolean };

/**
 * Everything may only come from, or go to, this very origin, and a script runs only with the nonce of its page. Styles may
 * stand in the page, since notifications and animations set them from scripts.
 */
export const contentSecurityPolicy = (nonce: string, { development }: Site): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

// The address of a status page holds its private token: no other site and no search engine may learn it.
const PRIVATE_LINKS = {
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'private, no-store',
};

const TWO_YEARS_S = 2 * 365 * 24 * 60 * 60;

/** The headers of every answer, whatever it is; `policy` is its content security policy, `path` its address. */
export const securityHeaders = (policy: string, path: string, { secure }: Site): Record<string, string> => ({
  'content-security-policy': policy,
  ...EVERYWHERE,
  ...(secure && { 'strict-transport-security': `max-age=${TWO_YEARS_S}` }),
  ...(/^\/(api\/)?registrations\//.test(path) && PRIVATE_LINKS),
});
