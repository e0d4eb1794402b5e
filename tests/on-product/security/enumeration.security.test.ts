import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { noteFigures } from '../../harness/figures';
import { newApplicant } from '../../harness/people/people';
import { decide, signIn } from '../../harness/reviewer-session';
import { addReviewer, firstReviewer } from '../../harness/reviewers';
import { percentile } from '../../harness/statistics';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration, reachStatus, signUp } from '../../harness/visitor';
import { productWeb } from '../../harness/web-client';
import { isLongRun, size } from './size';

// Neither an answer nor the time it takes tells who has an account, who is a reviewer, or which registration exists.
// The long run judges the times as well (medians within 5 %); a short one has too few of them for that.
const clients = clientsForTests();

type Attempt = () => Promise<Response>;
type Pair = { there: Attempt; notThere: Attempt };

const MOST_DIFFERENCE = 0.05;

/** Both kinds of attempt by turns, so that whatever else the machine does meets them alike. */
const compare = async ({ there, notThere }: Pair): Promise<{ answers: Set<string>; ratio: number }> => {
  const answers = new Set<string>();
  const measure = async (attempt: Attempt, times: number[]): Promise<void> => {
    const since = performance.now();
    const response = await attempt();
    const body = await response.text();
    times.push(performance.now() - since);
    answers.add(`${response.status} ${withoutWhatDiffersAnyway(body)}`);
  };
  const times = { there: [] as number[], notThere: [] as number[] };
  for (let turn = 0; turn < size.timings; turn += 1) {
    await measure(there, times.there);
    await measure(notThere, times.notThere);
  }
  return { answers, ratio: percentile(times.there, 0.5) / percentile(times.notThere, 0.5) };
};

const withoutWhatDiffersAnyway = (body: string): string =>
  body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replaceAll(/token=[\w.-]+/g, 'token=T');

const expectTheSame = async (what: string, pair: Pair): Promise<void> => {
  const { answers, ratio } = await compare(pair);
  noteFigures(
    `${what}: ${size.timings} each, median where it is there / where it is not: ${ratio.toFixed(3)}`,
  );
  expect([...answers]).toHaveLength(1);
  if (isLongRun) expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(MOST_DIFFERENCE);
};

/** Reads a token once and tries to sign in with it again and again, as a guesser would. */
const signInWith = async (email: () => string): Promise<Attempt> => {
  const csrf = await productWeb.send('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return () =>
    productWeb.send('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ csrfToken, email: email(), password: 'not the password', json: 'true' }),
    });
};

describe('cannot be told apart', { timeout: 900_000 }, () => {
  it('an address of a reviewer and one of nobody, at the sign-in', async () => {
    const bia = await addReviewer(clients.stores, 'Bia');
    await expectTheSame('sign-in', {
      there: await signInWith(() => bia.email),
      notThere: await signInWith(() => `nobody.${randomUUID().slice(0, 8)}@portaria.localhost`),
    });
  });

  it('a link to a registration with a wrong token and a link to nothing', async () => {
    const { registrationId } = await signUp(newApplicant());
    const token = 'A'.repeat(43);
    await expectTheSame('private link', {
      there: () => productWeb.send(`/api/registrations/${registrationId}?token=${token}`),
      notThere: () => productWeb.send(`/api/registrations/${randomUUID()}?token=${token}`),
    });
  });

  it('an address with an account and a new one, at the sign-up', async () => {
    const member = newApplicant();
    const { registrationId, statusUrl } = await signUp(member);
    await reachStatus(statusUrl, 'pending');
    await decide(clients.session, registrationId, { verdict: 'approve' });
    const post = (email: string) =>
      postRegistration(JSON.stringify({ ...member, email }), { 'idempotency-key': randomUUID() });
    await expectTheSame('sign-up', {
      there: () => post(member.email),
      notThere: () => post(newApplicant().email),
    });
  });
});

describe('the comparison itself', () => {
  let found: Awaited<ReturnType<typeof compare>>;
  beforeAll(async () => {
    const slow = async () =>
      new Promise<Response>((resolve) => setTimeout(() => resolve(new Response('a')), 20));
    found = await compare({ there: slow, notThere: async () => new Response('b') });
  });

  it('notices another answer and another time', () => {
    expect(found.answers.size).toBe(2);
    expect(found.ratio).toBeGreaterThan(1 + MOST_DIFFERENCE);
  });

  it('is of real attempts: the right password is let in', async () => {
    await expect(signIn(firstReviewer())).resolves.toBeDefined();
  });
});
