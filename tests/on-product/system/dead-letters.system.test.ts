import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { eventually } from '../../harness/eventually';
import { newApplicant } from '../../harness/people/people';
import { browseQueue, queueDepth, sendToQueue } from '../../harness/stores/activemq';
import { findMessage, messagesWritten, produce } from '../../harness/stores/kafka';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, signUp } from '../../harness/visitor';

const clients = clientsForTests();

const REASON_HEADER = 'dead-letter-reason';

const poison = (mark: string): string[] => [
  `not JSON ${mark}`,
  JSON.stringify({ mark }),
  JSON.stringify({
    schema: 1,
    registrationId: 'no id',
    name: mark,
    email: 'a@b.example',
    reason: '',
    submittedAt: 'never',
  }),
  // Elasticsearch takes no keyword of this length, so it would be tried for ever.
  JSON.stringify({
    schema: 1,
    registrationId: mark,
    name: 'A. Long',
    email: `${'x'.repeat(40_000)}@example.org`,
    reason: '',
    submittedAt: '2026-11-25T08:00:00.000Z',
    queuedAt: '2026-11-25T08:00:00.000Z',
  }),
];

it('messages that nobody can process leave the topic for the dead letters, and the flow goes on', async () => {
  const mark = randomUUID();
  const before = await messagesWritten(clients.stores, 'registrations.dead-letters');
  await produce(clients.stores, 'registrations.submitted', poison(mark));
  await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');

  for (const original of poison(mark)) {
    const deadLetter = await findMessage(clients.stores, {
      topic: 'registrations.dead-letters',
      matches: ({ value }) => value?.toString() === original,
    });
    expect(deadLetter.headers?.[REASON_HEADER]?.toString()).toMatch(/\w/);
  }
  expect(await messagesWritten(clients.stores, 'registrations.dead-letters')).toBe(
    before + poison(mark).length,
  );
});

it('messages that nobody can process leave the queue for its dead letters, and the flow goes on', async () => {
  const mark = randomUUID();
  for (const body of poison(mark)) await sendToQueue('registrations.review', body);
  await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');

  const deadLetters = await eventually('a dead letter for each', async () => {
    const found = (await browseQueue('DLQ.registrations.review')).filter(({ text }) => text.includes(mark));
    return found.length >= poison(mark).length && found;
  });
  expect(deadLetters.map(({ text }) => text).toSorted()).toEqual(poison(mark).toSorted());
  for (const { properties } of deadLetters) expect(properties).toContain(REASON_HEADER);
  await eventually('an empty queue', async () => (await queueDepth('registrations.review')) === 0);
});

it('an empty and a huge message do not stop it either', async () => {
  await produce(clients.stores, 'registrations.submitted', ['', 'x'.repeat(500_000)]);
  await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');
});
