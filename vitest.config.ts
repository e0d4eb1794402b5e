import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const NEVER = ['**/node_modules/**', '**/.next*/**', '**/dist*/**', '**/.portaria*/**'];

/**
 * `unit` needs nothing; `integration` the five servers; `system` the whole product. The last two are told by
 * tests/run.ts where those are, and fail when nobody told them: a missing server is a failure, never a skip.
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
          exclude: [...NEVER, '**/*.int.test.ts', '**/*.system.test.ts', '**/*.failpoints.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.int.test.ts'],
          exclude: NEVER,
          globalSetup: 'tests/support/require-servers.ts',
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'failpoints',
          include: ['tests/failpoints/**/*.failpoints.test.ts'],
          exclude: NEVER,
          globalSetup: 'tests/support/require-servers.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['tests/system/**/*.system.test.ts'],
          exclude: NEVER,
          globalSetup: 'tests/support/require-product.ts',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
