import { beforeAll, describe, expect, it } from 'vitest';
import { awaitMails, passwordLinkIn } from '../../harness/mail-files';
import { newApplicant } from '../../harness/people/people';
import { awaitPending, decide, signIn, trySignIn } from '../../harness/reviewer-session';
import { addReviewer } from '../../harness/reviewers';
import { clientsForTests } from '../../harness/test-clients';
import { readProblem, signUp } from '../../harness/visitor';
import { productWeb } from '../../harness/web-client';

const clients = clientsForTests();
const PASSWORD = 'four plain words of mine';

const postJson = (path: string, body: object, method = 'POST'): Promise<Response> =>
  productWeb.send(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const tokenOf = (link: string): string => link.split('/').at(-1)!;
const setPassword = (link: string, password: string): Promise<Response> =>
  postJson('/api/password', { token: tokenOf(link), password });

/** Signs up and is decided; answers the address. */
const decided = async (verdict: 'approve' | 'reject', reason?: string): Promise<string> => {
  const form = newApplicant();
  const { registrationId } = await signUp(form);
  await awaitPending(clients.session, registrationId);
  await decide(clients.session, registrationId, { verdict, reason });
  return form.email;
};

describe('an approved person', () => {
  let email: string;
  let link: string;
  beforeAll(async () => {
    email = await decided('approve');
    const [mail] = await awaitMails(email);
    link = passwordLinkIn(mail!);
  });

  it('gets one mail, whose link sets a password that signs in, once', async () => {
    expect((await productWeb.send(link)).status).toBe(200);
    expect((await readProblem(await setPassword(link, 'password1'))).errors).toMatchObject([
      { field: 'password', code: 'common' },
    ]);
    const set = await setPassword(link, PASSWORD);
    expect([set.status, await set.json()]).toEqual([200, { email }]);
    expect((await setPassword(link, 'another four plain words')).status).toBe(410);
    expect((await productWeb.send(link)).status).toBe(404);
    expect((await trySignIn(productWeb, { email, password: PASSWORD })).status).toBe(200);
    expect(await awaitMails(email)).toHaveLength(1);
  });

  it('reaches their account and nothing of the dashboard', async () => {
    const member = await signIn({ email, password: PASSWORD });
    expect(await (await member.get('/api/account')).json()).toMatchObject({ email, role: 'member' });
    for (const path of ['registrations', 'dead-letters', 'events']) {
      expect((await member.get(`/api/review/${path}`)).status, path).toBe(403);
    }
    const decision = { registrationIds: ['00000000-0000-4000-8000-000000000000'], verdict: 'approve' };
    expect((await member.post('/api/review/decisions', decision)).status).toBe(403);
    const page = await productWeb.send('/admin', { redirect: 'manual', headers: { cookie: member.cookie } });
    expect(page.headers.get('location') ?? (await page.text())).toContain('/account');
  });

  it('gets a new link by mail, to whom nobody can tell whether there is an account', async () => {
    const [known, unknown] = [
      await postJson('/api/password-reset', { email: email.toUpperCase() }),
      await postJson('/api/password-reset', { email: newApplicant().email }),
    ];
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
    const mails = await awaitMails(email, 2);
    const reset = passwordLinkIn(mails.find(({ name }) => name.includes('password-reset'))!);
    const before = await signIn({ email, password: PASSWORD });
    expect((await setPassword(reset, 'five other plain words here')).status).toBe(200);
    expect((await productWeb.send('/api/account', { headers: { cookie: before.cookie } })).status).toBe(401);
    expect((await trySignIn(productWeb, { email, password: PASSWORD })).status).toBe(401);
  });
});

describe('a rejected person', () => {
  it('gets the reason, and no account', async () => {
    const email = await decided('reject', 'We are full until May.');
    const [mail] = await awaitMails(email);
    expect(mail!.text).toContain('> We are full until May.');
    expect(mail!.text).not.toContain('set-password');
    expect((await postJson('/api/password-reset', { email })).status).toBe(202);
    const query = 'SELECT 1 FROM notices WHERE email = $1';
    expect((await clients.stores.postgres.query(query, [email])).rowCount).toBe(1);
  });
});

describe('the owner of an account', () => {
  let session: Awaited<ReturnType<typeof signIn>>;
  let credentials: { email: string; password: string };
  beforeAll(async () => {
    credentials = await addReviewer(clients.stores, 'Olga');
    session = await signIn(credentials);
  });
  type Change = { method: 'PUT' | 'PATCH' | 'DELETE'; body?: object; cookie?: string };
  const change = (path: string, { method, body, cookie = session.cookie }: Change) =>
    productWeb.send(path, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  const rename = (name: string, cookie?: string) =>
    change('/api/account', { method: 'PATCH', body: { name }, cookie });
  const changePassword = (current: string) =>
    change('/api/account/password', { method: 'PUT', body: { current, password: PASSWORD } });

  it('changes the name, in the form in which names are kept', async () => {
    const changed = await rename('  Olga Lima ');
    expect([changed.status, await changed.json()]).toEqual([200, { name: 'Olga Lima' }]);
    expect((await rename(' ')).status).toBe(422);
    expect(await (await session.get('/api/account')).json()).toMatchObject({ name: 'Olga Lima' });
  });

  it('changes the password by the current one only, and is signed out elsewhere', async () => {
    const elsewhere = await signIn(credentials);
    const wrong = await changePassword('wrong');
    expect((await readProblem(wrong)).errors).toMatchObject([{ field: 'current', code: 'wrong' }]);
    expect((await changePassword(credentials.password)).status).toBe(200);
    expect((await session.get('/api/account')).status).toBe(200);
    expect((await rename('X', elsewhere.cookie)).status).toBe(401);
  });

  it('is signed out everywhere at once', async () => {
    const { cookie } = session;
    expect((await change('/api/account/sessions', { method: 'DELETE' })).status).toBe(204);
    expect((await rename('X', cookie)).status).toBe(401);
  });
});
