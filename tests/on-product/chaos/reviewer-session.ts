import type { Credentials } from './reviewer-accounts';
import type { Answer, WebClient } from '../../harness/web-client';

/** A reviewer's browser: signs in when it has to, with whichever web process answers, and keeps the cookies. */
export class ReviewerSession {
  readonly #cookies = new Map<string, string>();
  #signedIn = false;

  constructor(
    private readonly web: WebClient,
    private readonly credentials: Credentials,
  ) {}

  async get(path: string): Promise<Answer | undefined> {
    return this.#whenSignedIn(() => this.#send(path));
  }

  async post(path: string, body: object): Promise<Answer | undefined> {
    const headers = { 'content-type': 'application/json' };
    return this.#whenSignedIn(() =>
      this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) }),
    );
  }

  async #whenSignedIn(work: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
    if (!this.#signedIn && !(await this.#signIn())) return undefined;
    return work();
  }

  async #signIn(): Promise<boolean> {
    const csrf = await this.#send('/api/auth/csrf');
    const { csrfToken } = (csrf?.body ?? {}) as { csrfToken?: string };
    if (!csrfToken) return false;
    const body = new URLSearchParams({ csrfToken, ...this.credentials, json: 'true' });
    await this.#send('/api/auth/callback/credentials', { method: 'POST', body });
    this.#signedIn = [...this.#cookies.keys()].some((name) => name.endsWith('next-auth.session-token'));
    return this.#signedIn;
  }

  async #send(path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const answer = await this.web.send(path, { ...init, headers });
    for (const line of answer?.headers.getSetCookie() ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}
