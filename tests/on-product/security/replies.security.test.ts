import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newApplicant } from '../../harness/people/people';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, signUp } from '../../harness/visitor';
import { productWeb } from '../../harness/web-client';
import { arbitraryRequest, type RouteRequest } from './arbitrary-requests';
import { answersTo, documentedRoutes } from './documented-routes';
import { exchange, type Answer } from './exchange';
import { size } from './size';
import { openSlowConnections, type SlowConnections } from './slow-connections';

// Requests of every shape for every route, while connections that never finish hang about.
const routes = documentedRoutes();
const clients = clientsForTests();
let slow: SlowConnections;
let ids: string[];
beforeAll(async () => {
  const accepted = await Promise.all([1, 2, 3].map(() => signUp(newApplicant())));
  for (const { statusUrl } of accepted) await reachStatus(statusUrl, 'pending');
  ids = accepted.map(({ registrationId }) => registrationId);
  slow = await openSlowConnections(size.slowConnections);
});
afterAll(() => slow?.close());

const SECURITY_HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
];

/** What a fault of ours would show: a stack, a file of ours, an address of a server, a sentence of a store. */
const INTERNALS =
  /\bat .+:\d+:\d+\)?|node_modules|ECONN|127\.0\.0\.1:\d|PrismaClient|\bSQLSTATE\b|ReplyError/;

const complaintsAbout = ({ route, sent }: RouteRequest, answer: Answer): string[] => {
  const complaints: string[] = [];
  const { status, headers, body } = answer;
  if (status >= 500) complaints.push(`${status} though no server is away`);
  if (status < 500 && !answersTo(sent.method, route, routes).has(status))
    complaints.push(`${status} is not documented`);
  const isProblem = headers['content-type']?.startsWith('application/problem+json') ?? false;
  if (status >= 400 && sent.method !== 'HEAD' && !isProblem)
    complaints.push(`${status} without a problem document: ${headers['content-type']}`);
  for (const name of SECURITY_HEADERS) if (!headers[name]) complaints.push(`no ${name}`);
  if (INTERNALS.test(body)) complaints.push(`tells of its inside: ${INTERNALS.exec(body)?.[0]}`);
  return complaints;
};

it('documents every route that there is', () => {
  const paths = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts'))
    .map((file) => `/api/${file.slice(0, -'/route.ts'.length)}`)
    .filter((path) => path !== '/api/[...path]')
    .map((path) => path.replace(/\[[^\]]+\]/, '{id}'));
  expect(paths.length).toBeGreaterThan(0);
  expect([...new Set(routes.map(({ path }) => path))].toSorted()).toEqual(paths.toSorted());
});

it('answers no request with a fault of its own, and none otherwise than docs/api.md says', async () => {
  const cookie = clients.session.cookie;
  // It would end the session that all the others are asked with.
  const asked = routes.filter(({ path }) => path !== '/api/account/sessions');
  const property = fc.asyncProperty(arbitraryRequest(asked, { ids, cookie }), async (request) => {
    expect(complaintsAbout(request, await exchange(request.sent))).toEqual([]);
  });
  await fc.assert(property, {
    numRuns: size.cases,
    includeErrorInReport: true,
    interruptAfterTimeLimit: 600_000,
  });
});

it('goes on answering while connections that never finish are open, and ends those', async () => {
  expect((await productWeb.send('/api/health/live')).status).toBe(200);
  expect((await productWeb.send('/')).status).toBe(200);
  expect(await slow.untilAllEnded()).toBe(size.slowConnections);
});
