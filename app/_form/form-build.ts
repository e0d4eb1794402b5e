import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContentCoding } from '../_server/content-coding';
import type { FormVisit, PageFile, PageFiles } from './document';

/** A file that browsers load, as it is sent in each coding that there is of it. */
export type ServedFile = { type: string; bodies: Partial<Record<ContentCoding, Buffer>> };

/** What `services/builds/build-form.ts` has made, in memory. */
export type FormBuild = PageFiles & {
  renderDocument: (visit: FormVisit) => string;
  /** By path. */
  files: ReadonlyMap<string, ServedFile>;
};

/** Where the files are served. */
export const FILES_PATH = '/_form/';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const CODINGS: Record<string, ContentCoding> = { '.br': 'br', '.gz': 'gzip' };

/** Reads the build in `folder`. @throws where there is none. */
export const readFormBuild = async (folder: string): Promise<FormBuild> => {
  const document = path.join(folder, 'document.mjs');
  // In development it is built anew while the process lives, which would know the module by its name.
  const { mtimeMs } = await stat(document);
  const { renderDocument } = (await import(`${pathToFileURL(document).href}?${mtimeMs}`)) as Pick<
    FormBuild,
    'renderDocument'
  >;
  const files = await readFiles(path.join(folder, 'files'));
  const script = pageFile(files, /^form(-\w+)?\.js$/);
  return {
    renderDocument,
    files,
    script,
    imports: importsOf(files.get(script.href)),
    style: pageFile(files, /^style(-\w+)?\.css$/),
  };
};

const readFiles = async (folder: string): Promise<Map<string, ServedFile>> => {
  const files = new Map<string, ServedFile>();
  // Sorted, so that a file comes before its compressed copies.
  for (const name of (await readdir(folder)).sort()) {
    const body = await readFile(path.join(folder, name));
    const extension = path.extname(name);
    const coding = CODINGS[extension];
    if (coding) files.get(FILES_PATH + path.basename(name, extension))!.bodies[coding] = body;
    else files.set(FILES_PATH + name, { type: TYPES[extension] ?? '', bodies: { identity: body } });
  }
  return files;
};

/** Paths of what a script imports as soon as it is loaded. */
const importsOf = (script: ServedFile | undefined): string[] => {
  const source = script?.bodies.identity?.toString() ?? '';
  return [...source.matchAll(/\b(?:from|import)\s*"\.\/([\w-]+\.js)"/g)].map(
    ([, name]) => `${FILES_PATH}${name}`,
  );
};

const pageFile = (files: ReadonlyMap<string, ServedFile>, name: RegExp): PageFile => {
  const [href, file] = [...files].find(([href]) => name.test(href.slice(FILES_PATH.length))) ?? [];
  if (!href || !file?.bodies.identity) throw new Error(`the build of the form has no file ${name}`);
  const hash = createHash('sha384').update(file.bodies.identity).digest('base64');
  return { href, integrity: `sha384-${hash}` };
};
