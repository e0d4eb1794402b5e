import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeadLetterItem, DeadLetterList } from '@/src/application/contracts/dead-letters';
import { encodeQueued, encodeSubmitted } from '@/src/application/contracts/messages';
import { aQueued, aSubmitted } from '../../fakes/samples';
import { without } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { productUrl, runScript } from '../../harness/product';
import { awaitPending, signIn, type ReviewerSession } from '../../harness/reviewer-session';
import { addReviewer, type Credentials } from '../../harness/reviewers';
import { sendToQueue } from '../../harness/stores/activemq';
import { produce } from '../../harness/stores/kafka';
import { auditRowsFor } from '../../harness/stores/postgres';
import { clientsForTests } from '../../harness/test-clients';
import { readProblem } from '../../harness/visitor';

const clients = clientsForTests();
let reviewer: Credentials;
let session: ReviewerSession;
beforeAll(async () => {
  reviewer = await addReviewer(clients.stores, 'Carla');
  session = await signIn(reviewer);
});

const PATH = '/api/review/dead-letters';
const pathTo = ({ id }: DeadLetterItem): string => `${PATH}/${encodeURIComponent(id)}`;

const listDeadLetters = async (): Promise<DeadLetterList> => {
  const response = await session.get(PATH);
  expect(response.status).toBe(200);
  return (await response.json()) as DeadLetterList;
};

const deadLetterWith = (mark: string, redrives = 0): Promise<DeadLetterItem> =>
  eventually(`a dead letter with ${mark}, redriven ${redrives} times`, async () =>
    (await listDeadLetters()).items.find(
      (item) => item.original.includes(mark) && item.redrives === redrives,
    ),
  );

const stages = {
  kafka: (text: string) => produce(clients.stores, 'registrations.submitted', [text]),
  activemq: (text: string) => sendToQueue('registrations.review', text),
};

describe.each(['kafka', 'activemq'] as const)('poison on its way through %s', (stage) => {
  it('can be redriven three times, then only discarded, and each action is in the audit log', async () => {
    const mark = randomUUID();
    await stages[stage](`poison ${mark}`);
    const first = await deadLetterWith(mark);
    expect(first).toMatchObject({ stage, reason: 'not JSON', original: `poison ${mark}`, canRedrive: true });

    const ids: string[] = [];
    for (let redrives = 1; redrives <= 3; redrives += 1) {
      const deadLetter = await deadLetterWith(mark, redrives - 1);
      ids.push(deadLetter.id);
      const response = await session.post(`${pathTo(deadLetter)}/redrive`, {});
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ id: deadLetter.id, redrives });
    }
    const last = await deadLetterWith(mark, 3);
    expect(last).toMatchObject({ canRedrive: false, firstAt: first.firstAt, attempts: 4 });
    expect((await listDeadLetters()).items.filter(({ original }) => original.includes(mark))).toHaveLength(1);
    const refused = await session.post(`${pathTo(last)}/redrive`, {});
    expect(refused.status).toBe(409);
    await readProblem(refused);

    expect((await session.remove(pathTo(last))).status).toBe(204);
    expect((await session.remove(pathTo(last))).status).toBe(404);
    expect((await listDeadLetters()).items.filter(({ original }) => original.includes(mark))).toEqual([]);

    const rows = await auditRowsFor(clients.stores, [...ids, last.id]);
    expect(rows.map(({ actor, action, subject }) => ({ actor, action, subject }))).toEqual([
      ...ids.map((subject) => ({ actor: reviewer.email, action: 'dead-letter.redriven', subject })),
      { actor: reviewer.email, action: 'dead-letter.discarded', subject: last.id },
    ]);
    for (const { detail } of rows) expect(detail).toEqual({ reason: 'not JSON' });
  });
});

it('a message that is fine by now arrives on the pending list, from either place', async () => {
  const [submitted, queued] = [aSubmitted({ at: new Date() }), aQueued({ at: new Date() })];
  await produce(clients.stores, 'registrations.dead-letters', [encodeSubmitted(submitted)]);
  await sendToQueue('DLQ.registrations.review', encodeQueued(queued));
  for (const { id } of [submitted, queued]) {
    const deadLetter = await deadLetterWith(id);
    expect(deadLetter).toMatchObject({ registrationId: id, redrives: 0 });
    expect((await session.post(`${pathTo(deadLetter)}/redrive`, {})).status).toBe(200);
    await awaitPending(session, id);
    expect((await session.post(`${pathTo(deadLetter)}/redrive`, {})).status).toBe(404);
  }
});

it('is for reviewers only, and not for the pages of other sites', async () => {
  expect((await fetch(`${productUrl()}${PATH}`)).status).toBe(401);
  expect((await fetch(`${productUrl()}${PATH}/kafka%3A0%3A0/redrive`, { method: 'POST' })).status).toBe(401);
  expect((await fetch(`${productUrl()}${PATH}/kafka%3A0%3A0`, { method: 'DELETE' })).status).toBe(401);
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await session.post(`${PATH}/kafka%3A0%3A0/redrive`, {}, foreign)).status).toBe(403);
  for (const id of ['kafka:9:9', 'activemq:ID:none', 'nonsense', '%', "'"]) {
    const path = `${PATH}/${encodeURIComponent(id)}`;
    expect((await session.post(`${path}/redrive`, {})).status, id).toBe(404);
    expect((await session.remove(path)).status, id).toBe(404);
  }
});

it.each(['activemq', 'kafka'] as const)(
  'says so while %s is away, and goes on afterwards',
  { timeout: 120_000 },
  async (server) => {
    const mark = randomUUID();
    await stages[server](`poison ${mark}`);
    const deadLetter = await deadLetterWith(mark);
    await without(server, async () => {
      const response = await session.get(PATH);
      expect(response.status).toBe(503);
      await readProblem(response);
      expect((await session.post(`${pathTo(deadLetter)}/redrive`, {})).status).toBe(503);
    });
    expect((await session.post(`${pathTo(deadLetter)}/redrive`, {})).status).toBe(200);
    const again = await deadLetterWith(mark, 1);
    expect((await session.remove(pathTo(again))).status).toBe(204);
    expect(await auditRowsFor(clients.stores, [deadLetter.id, again.id])).toHaveLength(2);
  },
);

describe('npm run dead-letters', () => {
  const command = (...args: string[]) => runScript('dead-letters', ...args);

  it('lists, redrives and discards, as the operator', async () => {
    const mark = randomUUID();
    await stages.activemq(`poison ${mark}`);
    const { id } = await deadLetterWith(mark);
    const table = await command('list');
    expect(table).toMatchObject({ exitCode: 0 });
    expect(table.stdout).toContain(id);
    expect(table.stdout).not.toContain(mark);
    const { items, total } = JSON.parse((await command('list', '--json')).stdout) as DeadLetterList;
    expect(items).toHaveLength(total);
    expect(items.find((item) => item.id === id)?.original).toContain(mark);

    expect(await command('redrive', id)).toMatchObject({ exitCode: 0, stdout: '1 redriven.\n' });
    const again = await deadLetterWith(mark, 1);
    expect(await command('discard', again.id)).toMatchObject({ exitCode: 0, stdout: '1 discarded.\n' });
    expect((await command('discard', again.id)).exitCode).toBe(1);
    const rows = await auditRowsFor(clients.stores, [id, again.id]);
    expect(rows.map(({ actor, action }) => [actor, action])).toEqual([
      ['operator', 'dead-letter.redriven'],
      ['operator', 'dead-letter.discarded'],
    ]);
  });

  it('says what it did not understand, with exit code 2', async () => {
    for (const args of [['burn'], ['redrive'], ['discard', '--all'], ['list', '--burn']]) {
      const { exitCode, stderr } = await command(...args);
      expect(exitCode, args.join(' ')).toBe(2);
      expect(stderr).toContain('--help');
    }
    expect((await command('--help')).stdout).toContain('redrive');
  });
});
