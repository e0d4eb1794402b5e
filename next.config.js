import createNextIntlPlugin from 'next-intl/plugin';

// The headers of every answer, the content security policy among them, are set in front of Next: app/_server/edge.
const distDir = process.env.PORTARIA_DIST_DIR || '.next';

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  poweredByHeader: false,
  // `npm run check` checks the types of the whole tree; a build need not wait for the tests' types.
  typescript: { ignoreBuildErrors: true },
  // Who runs Portaria builds it once for each version; who works on it builds it again and again, into another folder.
  experimental: { turbopackFileSystemCacheForBuild: distDir !== '.next' },
  serverExternalPackages: [
    '@elastic/elasticsearch',
    'fzstd',
    'ioredis',
    'kafkajs',
    'lz4-napi',
    'pino',
    'rate-limiter-flexible',
    'snappy',
    'stompit',
  ],
};

export default createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  experimental: {
    // The messages are parsed by the build, so that no page ships a parser of ICU.
    messages: { path: './messages', format: 'json', locales: 'infer', sourceLocale: 'en', precompile: true },
  },
})(config);
