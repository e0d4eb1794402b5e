import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DecisionResult, DecisionsReply } from '@/src/application/contracts/review';
import { newApplicant } from '../../harness/people/people';
import { decide, listAllPending } from '../../harness/reviewer-session';
import { accountsFor, decisionsFor } from '../../harness/stores/postgres';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, readProblem, signUp } from '../../harness/visitor';

const clients = clientsForTests();

const somePending = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const { registrationId, statusUrl } = await signUp(newApplicant());
      await reachStatus(statusUrl, 'pending');
      return { id: registrationId, statusUrl };
    }),
  );

const decideAll = async (registrationIds: string[], verdict: object): Promise<Response> =>
  clients.session.post('/api/review/decisions', { registrationIds, ...verdict });

const resultsOf = async (response: Response): Promise<DecisionResult[]> => {
  expect(response.status).toBe(200);
  return ((await response.json()) as DecisionsReply).results;
};

describe('many decisions with one request', () => {
  it('are made, off the list at once, and told to each applicant', async () => {
    const people = await somePending(30);
    const ids = people.map(({ id }) => id);
    const results = await resultsOf(await decideAll(ids, { verdict: 'approve' }));
    expect(results.map(({ registrationId }) => registrationId)).toEqual(ids);
    expect(new Set(results.map(({ result }) => result))).toEqual(new Set(['decided']));
    const listed = (await listAllPending(clients.session)).map(({ registrationId }) => registrationId);
    expect(listed.filter((id) => ids.includes(id))).toEqual([]);
    expect(await accountsFor(clients.stores, ids)).toHaveLength(people.length);
    for (const { statusUrl } of people) await reachStatus(statusUrl, 'approved');
  });

  it('tell who was first, and who never came', async () => {
    const [rejected, approved, fresh] = (await somePending(3)).map(({ id }) => id) as [
      string,
      string,
      string,
    ];
    await decide(clients.session, rejected, { verdict: 'reject', reason: 'Not now.' });
    await decide(clients.session, approved, { verdict: 'approve' });
    const unknown = randomUUID();
    const ids = [rejected, unknown, fresh, approved];
    const results = await resultsOf(await decideAll(ids, { verdict: 'approve' }));
    expect(results.map(({ result }) => result)).toEqual(['overruled', 'unknown', 'decided', 'decided']);
    expect(results[0]).toMatchObject({ decision: { outcome: 'rejected', reason: 'Not now.' } });
    expect(await decisionsFor(clients.stores, ids)).toHaveLength(3);
  });

  it('of two reviewers at once, the other way each, have one winner each', async () => {
    const ids = (await somePending(20)).map(({ id }) => id);
    const answers = await Promise.all([
      decideAll(ids, { verdict: 'approve' }),
      decideAll(ids.toReversed(), { verdict: 'reject' }),
    ]);
    const [approving = [], rejecting = []] = await Promise.all(answers.map(resultsOf));
    const won = (results: DecisionResult[]) =>
      results.filter(({ result }) => result === 'decided').map(({ registrationId }) => registrationId);
    expect([...won(approving), ...won(rejecting)].toSorted()).toEqual(ids.toSorted());
    expect(await decisionsFor(clients.stores, ids)).toHaveLength(ids.length);
  });

  it.each([
    ['no ids', [], 'required'],
    ['what is no id', ['x'], 'invalid_id'],
    ['more than 500', Array.from({ length: 501 }, () => randomUUID()), 'too_many'],
  ])('with %s are refused', async (_what, ids, code) => {
    const response = await decideAll(ids, { verdict: 'approve' });
    expect(response.status).toBe(422);
    expect((await readProblem(response)).errors?.[0]?.code).toBe(code);
  });
});
