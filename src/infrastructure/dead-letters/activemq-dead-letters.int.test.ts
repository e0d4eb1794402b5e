import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { browseQueue } from '../activemq/read-queue';
import { StompSession, type StompFrame } from '../activemq/stomp-session';
import { ActiveMqDeadLetters } from './activemq-dead-letters';

const { url } = readServices().activemq;
const MANY = 12_000;
const PER_TRANSACTION = 1_000;

let session: StompSession;
let queue: string;
let deadLetters: ActiveMqDeadLetters;
beforeEach(async () => {
  session = await StompSession.open(url);
  queue = `tests.${randomUUID()}`;
  deadLetters = new ActiveMqDeadLetters({ url, queue, deadLetterQueue: `DLQ.${queue}` });
});
afterEach(() => session.close());

const sending = (destination: string, body: string, headers: Record<string, string> = {}): StompFrame => ({
  command: 'SEND',
  headers: { destination: `/queue/${destination}`, persistent: 'true', ...headers },
  body,
});

const firstDeadLetter = () =>
  eventually('a dead letter', async () => {
    const [letter] = await deadLetters.list();
    return letter;
  });

it('shows thousands of letters, and finds the last of them without looking at the others first', async () => {
  const bodies = Array.from({ length: MANY }, (_, index) => `letter ${index}`);
  for (let at = 0; at < MANY; at += PER_TRANSACTION) {
    const part = bodies.slice(at, at + PER_TRANSACTION);
    await session.transaction(part.map((body) => sending(`DLQ.${queue}`, body)));
  }
  const marked = randomUUID();
  await session.transaction([sending(`DLQ.${queue}`, 'the last', { marked })]);
  const [first] = await browseQueue(session, { queue: `DLQ.${queue}`, selector: `marked = '${marked}'` });
  expect(first, 'the broker has only the first letters in memory').toBeUndefined();

  const letters = await deadLetters.list();
  expect(letters.map(({ original }) => original)).toEqual([...bodies, 'the last']);
  expect(await deadLetters.redrive(letters.at(-1)!.id)).toEqual({ kind: 'redriven' });
  const arrived = await browseQueue(session, { queue });
  expect(arrived.map(({ body }) => body)).toEqual(['the last']);
  expect(await deadLetters.list()).toHaveLength(MANY);
}, 120_000);

it('lists, redrives and discards what the broker itself put there: a refused and an expired message', async () => {
  await session.transaction([sending(queue, 'refused')]);
  const refusing = await StompSession.open(url);
  const refused = new Promise<void>((resolve) =>
    refusing.subscribe(`/queue/${queue}`, 1, ({ headers }) => {
      refusing.send([{ command: 'NACK', headers: { id: headers['ack'] ?? '' } }]);
      resolve();
    }),
  );
  await refused;
  const letter = await firstDeadLetter();
  await refusing.close();
  expect(letter).toMatchObject({ original: 'refused', redrives: 0 });
  expect(letter.reason).toMatch(/nack|poison/i);
  expect(Math.abs(letter.firstAt.getTime() - Date.now())).toBeLessThan(60_000);
  expect(await deadLetters.redrive(letter.id)).toEqual({ kind: 'redriven' });
  const [again] = await browseQueue(session, { queue });
  expect(again?.headers).toMatchObject({ 'dead-letter-redrives': '1', persistent: 'true' });

  await session.transaction([sending(queue, 'too late', { expires: String(Date.now() + 100) })]);
  await pause(200);
  await browseQueue(session, { queue });
  const expired = await firstDeadLetter();
  expect(expired.original).toBe('too late');
  expect(expired.reason).toMatch(/expired/i);
  expect(await deadLetters.redrive(expired.id)).toEqual({ kind: 'redriven' });
  const waiting = await browseQueue(session, { queue });
  expect(waiting.map(({ body, headers }) => [body, headers['expires']])).toEqual([
    ['refused', '0'],
    ['too late', '0'],
  ]);
});

it('carries large originals and ones with NUL characters unharmed', async () => {
  const bodies = [`${'ã'.repeat(20_000)} ☠`, 'a\0b\0c', ''];
  await session.transaction(bodies.map((body) => sending(`DLQ.${queue}`, body)));
  const letters = await deadLetters.list();
  expect(letters.map(({ original }) => original)).toEqual(bodies);
  for (const { id } of letters) await deadLetters.redrive(id);
  expect((await browseQueue(session, { queue })).map(({ body }) => body)).toEqual(bodies);
  expect(await deadLetters.list()).toEqual([]);
});

it('puts a letter back that a session took and did not settle', async () => {
  await session.transaction([sending(`DLQ.${queue}`, 'in hand')]);
  const { id } = await firstDeadLetter();
  const other = await StompSession.open(url);
  await new Promise<void>((resolve) => other.subscribe(`/queue/DLQ.${queue}`, 1, () => resolve()));
  await expect(deadLetters.redrive(id)).rejects.toThrow('did not give the dead letter out');
  other.destroy(new Error('it died'));
  await eventually('it is back', async () => (await deadLetters.redrive(id)).kind === 'redriven');
  expect(await browseQueue(session, { queue })).toHaveLength(1);
});
