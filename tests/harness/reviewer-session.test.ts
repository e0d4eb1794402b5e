import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ReviewerSession } from './reviewer-session';

it('many requests at once sign in once: a sign-in ends the session before it', async () => {
  let started = 0;
  const send = async (path: string, { headers }: RequestInit = {}): Promise<Response> => {
    await sleep(1);
    if (path === '/api/auth/csrf') return Response.json({ csrfToken: 'token' });
    if (path !== '/api/auth/callback/credentials') return Response.json(headers);
    const cookie = `portaria.session=${(started += 1)}; Path=/`;
    return new Response(null, { headers: { 'set-cookie': cookie } });
  };
  const session = new ReviewerSession({ email: 'ana@example.com', password: 'a password' }, { send });
  const answers = await Promise.all([1, 2, 3].map(async () => (await session.get('/api/review')).json()));
  expect(started).toBe(1);
  expect(answers).toEqual(Array(3).fill({ cookie: 'portaria.session=1' }));
});
