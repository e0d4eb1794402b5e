import type { IncomingMessage, ServerResponse } from 'node:http';
import { localeOf } from '@/i18n/locales';
import { codingFor, compress } from '../_server/content-coding';
import { cookieNames } from '../_server/cookie-names';
import { NONCE_HEADER } from '../_server/edge/security-headers';
import { composedWeb } from '../_server/process-wide';
import { FILES_PATH, type FormBuild, readFormBuild, type ServedFile } from './form-build';

type FormOptions = { folder: string; development: boolean };

/**
 * The public form, ahead of Next: React writes it here and takes it over in the browser, without the client of a framework
 * that nobody needs for three fields (docs/decisions/0034).
 * @returns what answers a request for the form or its files, and false where it asks for something else.
 */
export const openForm = async ({ folder, development }: FormOptions) => {
  const built = development ? undefined : await readFormBuild(folder);
  // In production the name of a file changes with its content.
  const caching = development ? 'no-store' : 'public, max-age=31536000, immutable';
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (path !== FORM_PATH && !path.startsWith(FILES_PATH)) return false;
    const build = built ?? (await readFormBuild(folder));
    if (path === FORM_PATH) await answerPage(build, request, response);
    else {
      const file = build.files.get(path);
      if (!file) return false;
      answerFile({ ...file, caching }, request, response);
    }
    return true;
  };
};

const FORM_PATH = '/';

const answerPage = async (
  { renderDocument, script, style, imports }: FormBuild,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const web = composedWeb();
  if (!web) throw new Error('the form was asked for before the web was composed');
  const { headers } = request;
  const names = cookieNames();
  const html = renderDocument({
    locale: localeOf(cookieIn(headers.cookie, names.locale), headers['accept-language'] ?? null),
    nonce: String(headers[NONCE_HEADER]),
    stamp: web.stamps.stamp(new Date()),
    open: await web.signUpsAreOpen(),
    timeZoneCookie: names.timeZone,
    script,
    style,
    imports,
  });
  const coding = codingFor(headers['accept-encoding']);
  const body = await compress(html, coding);
  // Each page has a stamp and a nonce of its own.
  send(response, { body, coding, type: 'text/html; charset=utf-8', caching: 'private, no-store' });
};

const answerFile = (
  { bodies, type, caching }: ServedFile & { caching: string },
  { headers }: IncomingMessage,
  response: ServerResponse,
): void => {
  const wanted = codingFor(headers['accept-encoding']);
  const coding = bodies[wanted] ? wanted : 'identity';
  send(response, { body: bodies[coding]!, coding, type, caching });
};

type Answer = { body: Buffer; coding: string; type: string; caching: string };

const send = (response: ServerResponse, { body, coding, type, caching }: Answer): void => {
  response.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    ...(coding !== 'identity' && { 'content-encoding': coding }),
    vary: 'accept-encoding',
    'cache-control': caching,
  });
  response.end(body);
};

/** The value of a cookie in a header that the edge has cleaned. */
const cookieIn = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
