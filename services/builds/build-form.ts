import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import tailwind from '@tailwindcss/postcss';
import { type BuildOptions, build, context, type Plugin } from 'esbuild';
import compileMessage from 'icu-minify/compile';
import postcss from 'postcss';
import { REPOSITORY_ROOT } from '../home/home-folder';

type Mode = 'production' | 'development';

/**
 * Builds the public form, which is none of Next's pages, into a folder: `document.mjs`, which writes it on the server, and in
 * `files/` what the browser loads, each with its compressed copies.
 */
export const buildForm = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await Promise.all(optionsOf(folder, 'production').map((options) => build(options)));
  await compressAll(filesIn(folder));
};

/** Builds it again whenever its sources change, until `signal` aborts; the first build is there when this returns. */
export const watchForm = async (folder: string, signal?: AbortSignal): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  for (const options of optionsOf(folder, 'development')) {
    const watched = await context(options);
    await watched.rebuild();
    await watched.watch();
    signal?.addEventListener('abort', () => void watched.dispose());
  }
};

const filesIn = (folder: string): string => path.join(folder, 'files');

const optionsOf = (folder: string, mode: Mode): BuildOptions[] => {
  const common: BuildOptions = {
    absWorkingDir: REPOSITORY_ROOT,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    minify: mode === 'production',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // The texts are parsed here, so that a page ships no parser of ICU.
    alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
    plugins: [parsedMessages, tailwindStyles(mode)],
    logLevel: 'silent',
  };
  const forBrowser: BuildOptions = {
    ...common,
    entryPoints: { form: 'app/_form/form.tsx', style: 'app/globals.css' },
    outdir: filesIn(folder),
    entryNames: mode === 'production' ? '[name]-[hash]' : '[name]',
    chunkNames: 'part-[hash]',
    splitting: true,
    platform: 'browser',
    target: ['chrome111', 'firefox111', 'safari16.4'],
  };
  const forServer: BuildOptions = {
    ...common,
    entryPoints: { document: 'app/_form/document.tsx' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node20',
    external: ['react', 'react-dom'],
  };
  return [forBrowser, forServer];
};

const parsedMessages: Plugin = {
  name: 'parsed messages',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]messages[\\/][\w-]+\.json$/ }, async ({ path: file }) => {
      const messages: unknown = JSON.parse(await readFile(file, 'utf8'));
      return { contents: JSON.stringify(parsed(messages)), loader: 'json' };
    });
  },
};

const parsed = (messages: unknown): unknown =>
  typeof messages === 'string'
    ? compileMessage(messages)
    : Object.fromEntries(Object.entries(messages as object).map(([key, value]) => [key, parsed(value)]));

/** The same styles as on the pages of Next, by the same tool. */
const tailwindStyles = (mode: Mode): Plugin => ({
  name: 'tailwind',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const styles = postcss([tailwind({ base: REPOSITORY_ROOT, optimize: mode === 'production' })]);
      const { css } = await styles.process(await readFile(file, 'utf8'), { from: file });
      return { contents: css, loader: 'css' };
    });
  },
});

const compressAll = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const content = await readFile(file);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    await writeFile(`${file}.br`, brotliCompressSync(content, { params }));
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
};
