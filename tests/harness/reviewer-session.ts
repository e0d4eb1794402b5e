import type { DecisionReply, PendingItem, PendingPage } from '@/src/application/contracts/review';
import type { DecisionAnswer } from '../invariants/facts';
import { eventually } from './eventually';
import type { Ledger } from './ledger';
import type { Credentials } from './reviewers';
import { signUpMany, untilAnswered } from './visitor';
import { jsonOrNone, productWeb, type WebClient } from './web-client';

/** A reviewer's browser: signs in when it has to, with whichever web process answers, and keeps the cookies. */
export class ReviewerSession {
  readonly #cookies = new Map<string, string>();
  #signingIn: Promise<void> | undefined;

  constructor(
    private readonly credentials: Credentials,
    private readonly web: WebClient = productWeb,
  ) {}

  /** Signs in through next-auth's own endpoints, as a program would. Throws where that is refused. */
  async signIn(): Promise<void> {
    const { email, password } = this.credentials;
    const { csrfToken } = (await (await this.#send('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, email, password, json: 'true' });
    await this.#send('/api/auth/callback/credentials', { method: 'POST', body });
    if (!this.#isSignedIn) throw new Error(`${email} was not let in`);
  }

  /** Signs out as the dashboard does. */
  async signOut(): Promise<Response> {
    const { csrfToken } = (await (await this.#send('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken });
    return this.#send('/api/auth/signout', { method: 'POST', body });
  }

  /** The cookies as a request header, to keep and send from elsewhere. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<Response> {
    return this.#whenSignedIn(path);
  }

  post(path: string, json: object, headers: Record<string, string> = {}): Promise<Response> {
    return this.#whenSignedIn(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(json),
    });
  }

  remove(path: string): Promise<Response> {
    return this.#whenSignedIn(path, { method: 'DELETE' });
  }

  get #isSignedIn(): boolean {
    return [...this.#cookies.keys()].some((name) => name.endsWith('portaria.session'));
  }

  async #whenSignedIn(path: string, init?: RequestInit): Promise<Response> {
    if (!this.#isSignedIn) await this.#signInOnce();
    return this.#send(path, init);
  }

  /** Of many requests at once one signs in: each sign-in ends the session before it, which the others would carry. */
  #signInOnce(): Promise<void> {
    this.#signingIn ??= this.signIn().finally(() => (this.#signingIn = undefined));
    return this.#signingIn;
  }

  async #send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie: this.cookie };
    const response = await this.web.send(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Tries to sign in as a browser without any cookies would, with whatever fields. */
export const trySignIn = async (
  web: WebClient,
  fields: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Response> => {
  const token = await web.send('/api/auth/csrf', { headers });
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const cookie = token.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return web.send('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { ...headers, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ ...fields, csrfToken }),
  });
};

/** A session that is signed in already. */
export const signIn = async (credentials: Credentials): Promise<ReviewerSession> => {
  const session = new ReviewerSession(credentials);
  await session.signIn();
  return session;
};

/** One page of the pending list; `query` goes on after `status=pending`. */
export const listPending = (session: ReviewerSession, query = ''): Promise<PendingPage> =>
  readPendingPage(session, `/api/review/registrations?status=pending${query}`);

const readPendingPage = async (session: ReviewerSession, path: string): Promise<PendingPage> => {
  const response = await session.get(path);
  if (!response.ok) throw new Error(`pending list: ${response.status} ${await response.text()}`);
  return (await response.json()) as PendingPage;
};

/** Every pending registration, page by page. */
export const listAllPending = async (session: ReviewerSession): Promise<PendingItem[]> => {
  const items: PendingItem[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: PendingPage = await readPendingPage(session, pendingPagePath(200, cursor));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
};

/** The address of a page of the pending list; the first one has the empty cursor. */
export const pendingPagePath = (limit: number, cursor: string): string =>
  `/api/review/registrations?status=pending&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;

/** Waits until the registration is on the pending list, wherever on it. */
export const awaitPending = (session: ReviewerSession, registrationId: string): Promise<PendingItem> =>
  eventually(`${registrationId} on the pending list`, async () => {
    const response = await session.get(`/api/review/registrations/${registrationId}`);
    return response.ok ? ((await response.json()) as PendingItem) : undefined;
  });

/** So many sign-ups, all of which wait for a reviewer. Gives their ids. */
export const signUpUntilPending = async (
  ledger: Ledger,
  session: ReviewerSession,
  count: number,
): Promise<string[]> => {
  const ids = await signUpMany(ledger, count);
  for (const id of ids) await awaitPending(session, id);
  return ids;
};

export const decide = (
  session: ReviewerSession,
  registrationId: string,
  decision: { verdict: DecisionAnswer['verdict']; reason?: string },
): Promise<Response> => session.post(`/api/review/registrations/${registrationId}/decision`, decision);

/** What the answer to a decision says for the ledger. */
export const readDecisionAnswer = async (
  response: Response,
  asked: Pick<DecisionAnswer, 'registrationId' | 'verdict'>,
): Promise<DecisionAnswer> => {
  const { status } = response;
  const body = await jsonOrNone<DecisionReply & { decision?: DecisionReply }>(response);
  return { ...asked, status, stands: status === 200 ? body : body?.decision };
};

/** Approves every other one and rejects the rest, all at once; each is asked for again until there is an answer. */
export const decideMany = async (
  ledger: Ledger,
  session: ReviewerSession,
  ids: readonly string[],
): Promise<void> => {
  const ask = async (registrationId: string, index: number): Promise<void> => {
    const verdict = index % 2 === 0 ? 'approve' : 'reject';
    const response = await untilAnswered(() => decide(session, registrationId, { verdict }));
    ledger.answers.push(await readDecisionAnswer(response, { registrationId, verdict }));
  };
  await Promise.all(ids.map(ask));
};
