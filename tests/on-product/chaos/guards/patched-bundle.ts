import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { CACHE_FOLDER, REPOSITORY_ROOT } from '@/services/home/home-folder';
import type { AppName } from '@/services/product/app-programs';
import type { Guard, Patch } from './guard';

/**
 * Bundles a worker from the sources as they are, with the patches applied on the way in; the sources stay untouched.
 * The bundle lies in a cache below node_modules, where it finds its packages. Answers its path.
 */
export const bundleWithout = async ({ name, patched }: Guard): Promise<{ app: AppName; file: string }> => {
  if (!patched) throw new Error(`${name} is no guard of the sources`);
  const { app, patches } = patched;
  const file = join(CACHE_FOLDER, 'without', name, `${app}.mjs`);
  const applied = new Set<Patch>();
  await build({
    absWorkingDir: REPOSITORY_ROOT,
    entryPoints: [`workers/${app}/main.ts`],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
    plugins: [applying(patches, applied)],
  });
  const missed = patches.filter((patch) => !applied.has(patch));
  if (missed.length > 0)
    throw new Error(`${app} does not use ${missed.map((patch) => patch.file).join(', ')}`);
  return { app, file };
};

const applying = (patches: readonly Patch[], applied: Set<Patch>): Plugin => ({
  name: 'without-a-guard',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const mine = patches.filter(({ file }) => file === relative(REPOSITORY_ROOT, path));
      if (mine.length === 0) return undefined;
      const contents = mine.reduce(patchOnce, readFileSync(path, 'utf8'));
      for (const patch of mine) applied.add(patch);
      return { contents, loader: 'ts' };
    });
  },
});

/** The source with the patch applied. Throws where its place is missing or not the only one. */
export const patchOnce = (source: string, { file, find, replace }: Patch): string => {
  const [before, after, ...more] = source.split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} has changed: the guard to take out is not there exactly once.`);
  return `${before}${replace}${after}`;
};
