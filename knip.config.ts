import type { KnipConfig } from 'knip';

/** `npm run check` fails on what nothing uses: files, exports, dependencies. */
const config: KnipConfig = {
  // What people and other programs start; package.json, Next and vitest name the rest.
  entry: [
    'server.ts',
    // Bundled by services/builds/build-form.ts.
    'app/_form/{document,form}.tsx',
    'workers/*/main.ts',
    'cli/{reconcile,rebuild}.ts',
    'cli/*/main.ts',
    'services/*.{ts,mjs}',
    'tests/runner/main.ts',
    'bench/main.ts',
    'bench/arms/plain/app/**/{route.ts,layout.tsx}',
    'bench/arms/plain/{next.config.mjs,instrumentation.ts}',
    // Processes of the benchmark, started by name.
    'bench/generator/main.ts',
    'bench/arms/raw/{accept-server,orchestrate,consume}.ts',
    'bench/run/check-process.ts',
    'tests/on-product/*/main.ts',
    'tests/on-product/system/releases/record.ts',
    'tests/on-product/e2e/*.{e2e,config}.ts',
    'tests/on-*/require-*.ts',
  ],
  ignoreDependencies: [
    // Imported by the generated client.
    '@prisma/client',
    // Pinned for next-intl by `overrides`.
    'use-intl',
    // Run by name, in tests/runner/static-checks.ts.
    'dependency-cruiser',
  ],
};

export default config;
