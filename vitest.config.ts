import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const NEVER = ['**/node_modules/**', '**/.next*/**', '**/dist*/**', '**/.portaria*/**'];

type Needs = { include: string; globalSetup: string; testTimeout: number; hookTimeout: number };

/** One file after the other, since all of them act on the same stores. */
const onServers = (name: string, { include, ...needs }: Needs) => ({
  extends: true as const,
  test: { name, include: [include], exclude: NEVER, fileParallelism: false, ...needs },
});

/**
 * `unit` needs nothing, the others real servers, and some the whole product. tests/runner/main.ts tells them where those are;
 * they fail when nobody told them: a missing server is a failure, never a skip.
 */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    allowOnly: false,
    environment: 'node',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...NEVER, '**/*.{int,failpoints,half-broken,outages,system,security}.test.ts'],
        },
      },
      onServers('integration', {
        include: '**/*.int.test.ts',
        globalSetup: 'tests/on-servers/require-servers.ts',
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      onServers('failpoints', {
        include: 'tests/on-servers/failpoints/**/*.failpoints.test.ts',
        globalSetup: 'tests/on-servers/require-servers.ts',
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      onServers('half-broken-stores', {
        include: 'tests/on-servers/half-broken-stores/**/*.half-broken.test.ts',
        globalSetup: 'tests/on-servers/require-servers.ts',
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      onServers('outages', {
        include: 'tests/on-product/outages/**/*.outages.test.ts',
        globalSetup: 'tests/on-product/require-product.ts',
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
      onServers('system', {
        include: 'tests/on-product/system/**/*.system.test.ts',
        globalSetup: 'tests/on-product/require-product.ts',
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
      onServers('security', {
        include: 'tests/on-product/security/**/*.security.test.ts',
        globalSetup: 'tests/on-product/require-product.ts',
        testTimeout: 900_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
