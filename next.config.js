import createNextIntlPlugin from 'next-intl/plugin';

const isDevelopment = process.env.NODE_ENV === 'development';

// Next inlines its start-up data in script tags, so 'unsafe-inline' stays until nonces are worth their cost;
// everything else may only come from, or go to, this very origin.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const everywhere = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
];

// The address of a status page holds its private token: no other site and no search engine may learn it.
const privateLinks = [
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
  { key: 'Cache-Control', value: 'private, no-store' },
];

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.PORTARIA_DIST_DIR || '.next',
  poweredByHeader: false,
  // `npm run check` checks the types of the whole tree; a build need not wait for the tests' types.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@elastic/elasticsearch',
    'graphile-worker',
    'ioredis',
    'kafkajs',
    'pino',
    'rate-limiter-flexible',
    'stompit',
  ],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/registrations/:path*', headers: privateLinks },
  ],
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
