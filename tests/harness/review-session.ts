import type { PendingItem, PendingPage } from '@/src/application/contracts/review';
import { eventually } from './eventually';
import type { Credentials } from './reviewers';
import { productUrl } from './services';

export type ReviewSession = {
  get: (path: string) => Promise<Response>;
  post: (path: string, body: object, headers?: Record<string, string>) => Promise<Response>;
  remove: (path: string) => Promise<Response>;
};

/** Signs in through next-auth's own endpoints, as a program would, and keeps the cookies. Throws when refused. */
export const signIn = async ({ email, password }: Credentials): Promise<ReviewSession> => {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const response = await fetch(`${productUrl()}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };

  const { csrfToken } = (await (await send('/api/auth/csrf')).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email, password, json: 'true' });
  await send('/api/auth/callback/credentials', { method: 'POST', body });
  if (![...cookies.keys()].some((name) => name.endsWith('next-auth.session-token'))) {
    throw new Error(`${email} was not let in`);
  }

  return {
    get: (path) => send(path),
    post: (path, json, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(json),
      }),
    remove: (path) => send(path, { method: 'DELETE' }),
  };
};

export const listPending = async (session: ReviewSession, query = ''): Promise<PendingPage> => {
  const response = await session.get(`/api/review/registrations?status=pending${query}`);
  if (!response.ok) throw new Error(`pending list: ${response.status} ${await response.text()}`);
  return (await response.json()) as PendingPage;
};

/** Every pending registration, page by page. */
export const listAllPending = async (session: ReviewSession): Promise<PendingItem[]> => {
  const items: PendingItem[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: PendingPage = await listPending(
      session,
      `&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
};

/** Waits until the registration is on the pending list. */
export const awaitPending = (session: ReviewSession, registrationId: string): Promise<PendingItem> =>
  eventually(`${registrationId} on the pending list`, async () =>
    (await listPending(session, '&order=newest')).items.find(
      (item) => item.registrationId === registrationId,
    ),
  );

export const decide = (
  session: ReviewSession,
  registrationId: string,
  decision: { verdict: 'approve' | 'reject'; reason?: string },
): Promise<Response> => session.post(`/api/review/registrations/${registrationId}/decision`, decision);
