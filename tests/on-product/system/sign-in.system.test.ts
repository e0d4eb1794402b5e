import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { without } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { startWebBeside, type WebBeside } from '../../harness/processes/web-beside';
import { productUrl, readServices } from '../../harness/product';
import { ReviewerSession, signIn, trySignIn } from '../../harness/reviewer-session';
import { addReviewer, firstReviewer } from '../../harness/reviewers';
import { auditRowsFor } from '../../harness/stores/postgres';
import { clientsForTests } from '../../harness/test-clients';
import { readProblem } from '../../harness/visitor';
import { productWeb } from '../../harness/web-client';

const LIST = '/api/review/registrations';
const HEARTBEAT_MS = 15_000;
const clients = clientsForTests();

const newReviewer = () => addReviewer(clients.stores, 'Dora');
const idOf = async (email: string): Promise<string> => {
  const { rows } = await clients.stores.postgres.query<{ id: string }>(
    'SELECT id FROM accounts WHERE email = $1',
    [email],
  );
  return rows[0]!.id;
};
const withCookie = (cookie: string): Promise<Response> =>
  fetch(`${productUrl()}${LIST}`, { headers: { cookie } });

describe('after signing out', () => {
  it('a cookie that was kept is refused, and cannot renew itself', async () => {
    const session = await signIn(await newReviewer());
    const kept = session.cookie;
    expect((await withCookie(kept)).status).toBe(200);
    expect((await session.signOut()).status).toBe(200);
    expect((await withCookie(kept)).status).toBe(401);
    const asked = await fetch(`${productUrl()}/api/auth/session`, { headers: { cookie: kept } });
    expect(await asked.json()).toEqual({});
    expect(asked.headers.getSetCookie()).toEqual([]);
  });

  it('other sessions of the same reviewer go on, unless they were in the same browser', async () => {
    const credentials = await newReviewer();
    const [here, there] = [await signIn(credentials), await signIn(credentials)];
    const earlier = here.cookie;
    await here.signIn();
    expect((await withCookie(earlier)).status).toBe(401);
    await here.signOut();
    expect((await there.get(LIST)).status).toBe(200);
  });

  it('the audit log holds who came, who did not, and who left, from where, and no password', async () => {
    const credentials = await newReviewer();
    await trySignIn(productWeb, { ...credentials, password: 'a wrong password' });
    await (await signIn(credentials)).signOut();
    const rows = await auditRowsFor(clients.stores, [`account:${await idOf(credentials.email)}`]);
    expect(rows.map(({ action }) => action)).toEqual(['sign-in.failed', 'sign-in.succeeded', 'sign-out']);
    for (const row of rows) {
      expect(row).toMatchObject({ actor: credentials.email, detail: { from: expect.any(String) as string } });
    }
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${credentials.password}|a wrong password`));
  });
});

/** Follows the events until their end; gives what they said and how long that took. */
const untilEnded = async (session: ReviewerSession, end: () => Promise<unknown>) => {
  const events = await session.get('/api/review/events');
  const since = performance.now();
  await end();
  const text = await events.text();
  return { text, tookMs: performance.now() - since };
};

describe('an open event stream', () => {
  it('ends at once, saying so, when its session is signed out elsewhere', async () => {
    const session = await signIn(await newReviewer());
    const { text, tookMs } = await untilEnded(session, () => session.signOut());
    expect(text).toContain('{"type":"session-ended"}');
    expect(tookMs).toBeLessThan(5_000);
  });

  it.each([
    ['revoked', 'UPDATE accounts SET session_version = session_version + 1 WHERE email = $1'],
    ['disabled', 'UPDATE accounts SET disabled_at = now() WHERE email = $1'],
  ])('ends within a heartbeat when its reviewer is %s', async (_how, statement) => {
    const credentials = await newReviewer();
    const session = await signIn(credentials);
    const { text, tookMs } = await untilEnded(session, () =>
      clients.stores.postgres.query(statement, [credentials.email]),
    );
    expect(text).toContain('{"type":"session-ended"}');
    expect(tookMs).toBeLessThan(HEARTBEAT_MS);
  });
});

describe('what no reviewer can have typed', () => {
  it.each([
    ['a NUL in the address', { email: 'ana\0@example.org', password: 'x' }],
    ['a lone surrogate', { email: 'ana\ud800@example.org', password: '\ud800' }],
    ['an address that never ends', { email: `${'a'.repeat(4_000)}@example.org`, password: 'x' }],
    ['an object', { email: { contains: '' }, password: ['x'] }],
    ['nothing at all', {}],
  ])('%s is refused in neutral words', async (_what, fields) => {
    const response = await trySignIn(productWeb, fields);
    expect(response.status).toBe(401);
    expect((await readProblem(response)).title).toBe('Not signed in');
  });

  it.each([
    ['a body that is no JSON', { path: 'callback/credentials', body: '{"email":', status: 400 }],
    ['a body that is a list', { path: 'signout', body: '[]', status: 400 }],
    ['a body without a token', { path: 'callback/credentials', body: '{}', status: 403 }],
    ['a body of 9 kB', { path: 'signout', body: `{"csrfToken":"${'x'.repeat(9_000)}"}`, status: 413 }],
    ['a line for our log', { path: '_log', body: '{"level":"error","code":"x"}', status: 404 }],
    ['an action that next-auth alone knows', { path: 'session', body: '{}', status: 405 }],
    ['an action that nobody knows', { path: '__proto__', body: '{}', status: 404 }],
  ])('%s is answered by a problem', async (_what, { path, body, status }) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${productUrl()}/api/auth/${path}`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    await readProblem(response);
  });

  it.each(['x%0d%0a%7b%22level%22%3a60%7d', 'http%3a%2f%2f%5b', 'javascript%3aalert(1)'])(
    'the callbackUrl %s changes nothing',
    async (callbackUrl) => {
      const response = await fetch(`${productUrl()}/api/auth/csrf?callbackUrl=${callbackUrl}`);
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie().join()).not.toContain(callbackUrl);
    },
  );
});

it('while Postgres is away nobody is let in, and nobody learns where it is', async () => {
  const session = await signIn(await newReviewer());
  await without('postgres', async () => {
    const { port, password } = new URL(readServices().postgres.url);
    for (const response of [await trySignIn(productWeb, firstReviewer()), await session.get(LIST)]) {
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
      const text = JSON.stringify(await readProblem(response));
      for (const secret of [port, password, 'prisma', 'postgres', '127.0.0.1'])
        expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    expect((await session.signOut()).status).toBe(503);
  });
  expect((await session.get(LIST)).status).toBe(200);
});

describe('a web process with limits', () => {
  let beside: WebBeside;
  beforeAll(async () => {
    beside = await startWebBeside({
      LIMIT_SIGN_INS_PER_NETWORK: '12/600',
      LIMIT_SIGN_INS_PER_EMAIL_AND_NETWORK: '4/600',
      LIMIT_SIGN_INS_PER_EMAIL: '8/600',
      SESSION_IDLE_MINUTES: '0.1',
    });
  });
  afterAll(() => beside.app.stop());

  let networks = 0;
  const newNetwork = (): string => `198.51.100.${(networks += 1)}`;
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('tells who guesses when to try again, and lets the reviewer in from elsewhere', async () => {
    const credentials = await newReviewer();
    const known = newNetwork();
    expect((await trySignIn(beside.web, credentials, from(known))).status).toBe(200);

    const guess = (address: string) =>
      trySignIn(beside.web, { ...credentials, password: 'wrong' }, from(address));
    const guessing = newNetwork();
    for (let round = 0; round < 4; round += 1) expect((await guess(guessing)).status).toBe(401);
    const refused = await guess(guessing);
    expect(refused.status).toBe(429);
    const retryAfterSeconds = Number(refused.headers.get('retry-after'));
    expect(retryAfterSeconds).toBeGreaterThan(500);
    expect(retryAfterSeconds).toBeLessThanOrEqual(600);
    await readProblem(refused);

    // From ever more networks the address itself is limited, but not where its reviewer is known.
    const others = [newNetwork(), newNetwork(), newNetwork(), newNetwork(), newNetwork()];
    const statuses = [];
    for (const address of others) statuses.push((await guess(address)).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await trySignIn(beside.web, credentials, from(known))).status).toBe(200);
  });

  it('counts an IPv6 /64 as one network, and many addresses together', async () => {
    const statuses = [];
    for (let round = 1; round <= 14; round += 1) {
      const fields = { email: `nobody${round}@example.org`, password: 'wrong' };
      const response = await trySignIn(beside.web, fields, from(`2001:db8:7:7::${round.toString(16)}`));
      statuses.push(response.status);
    }
    expect(statuses.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 401));
    expect(statuses.slice(12)).toEqual([429, 429]);
  });

  it('ends a session that is idle, though its page stays open and polls', async () => {
    const session = new ReviewerSession(await newReviewer(), beside.web);
    await session.signIn();
    const events = await session.get('/api/review/events');
    const poll = async (): Promise<boolean> => (await session.get(LIST)).status === 401;
    await eventually('the session is over', poll, { deadlineMs: 10_000, pauseMs: 500 });
    expect(await events.text()).toContain('session-ended');
  });
});
