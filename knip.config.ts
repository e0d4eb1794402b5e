import type { KnipConfig } from 'knip';

/** `npm run check` fails on what nothing uses: files, exports, dependencies. */
const config: KnipConfig = {
  entry: [
    'server.ts',
    'workers/*/main.ts',
    'cli/{reconcile,rebuild}.ts',
    'cli/*/main.ts',
    'services/*.{ts,mjs}',
    'tests/**/main.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,js}'],
};

export default config;
