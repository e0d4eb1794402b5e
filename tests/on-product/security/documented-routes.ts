import { readFileSync } from 'node:fs';

/** One row of the table in docs/api.md. `path` has `{id}` where a name goes. */
export type DocumentedRoute = { method: string; path: string; answers: ReadonlySet<number> };

const ROW = /^\| ([A-Z]+) +\| `(\/api[^`]*)` +\| [a-z]+ +\| ([\d ]+?) +\|/gm;

/** What every path may answer besides, by the words under the table; 503 is left out, since no server is away here. */
const ANSWERS_OF_EVERY_PATH = [400, 404, 405, 408, 413, 414, 417, 421, 429, 431] as const;

/** The routes as docs/api.md documents them. Throws where it finds none: then the table has another shape. */
export const documentedRoutes = (): DocumentedRoute[] => {
  const routes = [...readFileSync('docs/api.md', 'utf8').matchAll(ROW)].map(
    ([, method = '', path = '', answers = '']) => ({
      method,
      path,
      answers: new Set(answers.split(' ').map(Number)),
    }),
  );
  if (routes.length === 0) throw new Error('docs/api.md has no table of routes.');
  return routes;
};

/** What docs/api.md lets a method answer on a route's path. */
export const answersTo = (
  method: string,
  { path }: Pick<DocumentedRoute, 'path'>,
  routes: readonly DocumentedRoute[],
): ReadonlySet<number> => {
  const asked = method === 'HEAD' ? 'GET' : method;
  if (asked === 'OPTIONS') return new Set([...ANSWERS_OF_EVERY_PATH, 204]);
  const route = routes.find((one) => one.path === path && one.method === asked);
  return new Set([...ANSWERS_OF_EVERY_PATH, ...(route?.answers ?? [])]);
};
