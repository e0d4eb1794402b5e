import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { contentHash, readTextFile } from '../home/files';
import { REPOSITORY_ROOT } from '../home/home-folder';
import { runToEnd, toolEnvironment } from '../processes/spawn';
import { LaunchError } from '../terminal/launch-error';
import { causeLines } from '../terminal/log-file';
import type { OnStep } from '../terminal/step-reporter';
import { buildForm } from './build-form';

/** Where a build goes, relative to the repository. The test run has folders of its own beside the product's. */
export type BuildTarget = { distDir: string; bundles: string };

export const BUILD_TARGETS: Record<'product' | 'test', BuildTarget> = {
  product: { distDir: '.next', bundles: 'dist' },
  test: { distDir: '.next-test', bundles: 'dist-test' },
};

/** Everything that goes into a build; a change in any of it, and in nothing else, asks for a new one. */
const INPUTS = [
  ...['app', 'components', 'src', 'workers', 'cli', 'messages', 'i18n', 'prisma/schema.prisma'],
  ...['server.ts', 'instrumentation.ts', 'next.config.js', 'postcss.config.mjs'],
  ...[
    'tsconfig.json',
    'package-lock.json',
    'services/builds/build-product.ts',
    'services/builds/build-form.ts',
  ],
];

/**
 * Builds the pages and bundles the processes, unless the last build was made from the same sources.
 *
 * @throws LaunchError with the lines that say why it does not build.
 */
export const buildIfChanged = async (
  target: BuildTarget,
  { onStep, signal }: { onStep: OnStep; signal?: AbortSignal },
): Promise<void> => {
  const stamp = path.join(REPOSITORY_ROOT, target.bundles, 'sources.sha256');
  const hash = contentHash(REPOSITORY_ROOT, INPUTS);
  if (readTextFile(stamp) === hash) return;

  // Without its stamp a build that is interrupted is not taken for a whole one.
  await rm(stamp, { force: true });
  await onStep('Building the pages', () => buildPages(target, signal));
  await onStep('Bundling the form, the server and the workers', async () => {
    await bundleForm(target);
    await bundleProcesses(target);
  });
  await writeFile(stamp, hash);
};

const buildPages = async (target: BuildTarget, signal?: AbortSignal): Promise<void> => {
  const next = path.join(REPOSITORY_ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = {
    ...toolEnvironment(),
    NODE_ENV: 'production' as const,
    PORTARIA_DIST_DIR: target.distDir,
  };
  const command = { file: process.execPath, args: [next, 'build'], cwd: REPOSITORY_ROOT, env };
  const { exitCode, stdout, stderr } = await runToEnd(command, { signal });
  if (exitCode === 0) return;
  const lines = causeLines(stderr + stdout).map((line) => `\n    ${line}`);
  throw new LaunchError(`The pages do not build (next build, exit code ${exitCode}):${lines.join('')}`);
};

/** Where the form of a build stands, beside the pages of Next, whose build empties its folder first. */
export const formFolder = (distDir: string): string => path.join(REPOSITORY_ROOT, distDir, 'form');

const bundleForm = (target: BuildTarget): Promise<void> =>
  buildForm(formFolder(target.distDir)).catch((error: Error) => {
    throw new LaunchError(`The form does not bundle: ${error.message}`);
  });

/** One file for each process and command: `server.mjs`, `<worker>.mjs`, `<command>.mjs`, with packages left in node_modules. */
const bundleProcesses = async (target: BuildTarget): Promise<void> => {
  await build({
    absWorkingDir: REPOSITORY_ROOT,
    entryPoints: [
      { in: 'server.ts', out: 'server' },
      { in: 'workers/orchestrator/main.ts', out: 'orchestrator' },
      { in: 'workers/mq-consumer/main.ts', out: 'mq-consumer' },
      { in: 'cli/setup/main.ts', out: 'setup' },
      { in: 'cli/reconcile.ts', out: 'reconcile' },
      { in: 'cli/rebuild.ts', out: 'rebuild' },
      { in: 'cli/dead-letters/main.ts', out: 'dead-letters' },
      { in: 'cli/team/main.ts', out: 'team' },
    ],
    outdir: target.bundles,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'silent',
  }).catch((error: Error) => {
    throw new LaunchError(`The server and the workers do not bundle: ${error.message}`);
  });
};
