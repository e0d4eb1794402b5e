import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { decodeQueued, QUEUES, UnprocessableMessage } from '@/src/application/contracts/messages';
import { DEAD_LETTER_FROM, POISON_REASON } from '@/src/application/routing/poison-policy';
import { InMemoryDeliveryAttempts } from '@/tests/fakes/in-memory-delivery-attempts';
import { aQueued } from '@/tests/fakes/samples';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { browseQueue, queueDepth, sendToQueue } from '@/tests/harness/stores/activemq';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { ActiveMqQueueConsumer } from './activemq-queue-consumer';
import { ActiveMqReviewQueue } from './activemq-review-queue';
import { StompSession } from './stomp-session';

const { url } = readServices().activemq;
const logger = createLogger({ service: 'tests', level: 'error' });

type OnBatch<Item> = (items: readonly Item[]) => Promise<void>;

const consume = async <Item>(queue: string, decode: (body: string) => Item, onBatch: OnBatch<Item>) => {
  const deadLetterQueue = `DLQ.${queue}`;
  const attempts = new InMemoryDeliveryAttempts();
  const options = {
    url,
    queue,
    deadLetterQueue,
    decode,
    onBatch,
    attempts,
    logger,
    health: new StoreHealth(SERVER_OF).of('tests'),
  };
  const consumer = new ActiveMqQueueConsumer(options);
  await consumer.start();
  return consumer;
};

describe('the review queue', () => {
  it('delivers a batch as it was sent, persistently, and forgets what was acknowledged', async () => {
    const batch = Array.from({ length: 250 }, () => aQueued());
    const queue = new ActiveMqReviewQueue(url);
    await queue.enqueue(batch);
    await queue.close();
    const [waiting] = await browseQueue(QUEUES.review);
    expect(waiting?.properties).not.toContain(batch[0]!.applicant.email);

    const seen = new Map<string, object>();
    const consumer = await consume(QUEUES.review, decodeQueued, async (items) => {
      for (const item of items) seen.set(item.id, item);
    });
    await eventually('all are seen', () => batch.every(({ id }) => seen.has(id)));
    await consumer.stop();
    for (const sent of batch) expect(seen.get(sent.id)).toEqual(sent);
    await eventually('the queue is empty', async () => (await queueDepth(QUEUES.review)) === 0);
  });

  it('is refused in one sentence with a wrong password', async () => {
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(StompSession.open(wrong.href)).rejects.toThrow();
  });
});

describe('a queue', () => {
  const text = (body: string): string => {
    if (body.startsWith('poison')) throw new UnprocessableMessage('it is poison');
    return body;
  };

  it('delivers again what was not acknowledged', async () => {
    const queue = `tests.${randomUUID()}`;
    await sendToQueue(queue, 'work');
    const session = await StompSession.open(url);
    const first = new Promise<string>((resolve) =>
      session.subscribe(`/queue/${queue}`, 1, ({ body }) => resolve(body)),
    );
    expect(await first).toBe('work');
    session.destroy(new Error('the process died'));

    const seen: string[] = [];
    const consumer = await consume(queue, text, async (items) => void seen.push(...items));
    await eventually('it comes again', () => seen.includes('work'));
    await consumer.stop();
    expect(await queueDepth(queue)).toBe(0);
  });

  it('moves poison to the dead letters with the reason, and goes on', async () => {
    const queue = `tests.${randomUUID()}`;
    for (const body of ['before', 'poison ☠', 'after']) await sendToQueue(queue, body);
    const seen: string[] = [];
    const consumer = await consume(queue, text, async (items) => void seen.push(...items));
    await eventually('both good ones are seen', () => seen.length === 2);
    await consumer.stop();
    expect(seen).toEqual(['before', 'after']);

    const [deadLetter] = await browseQueue(`DLQ.${queue}`);
    expect(deadLetter?.text).toBe('poison ☠');
    expect(deadLetter?.properties).toContain('it is poison');
    expect(await queueDepth(queue)).toBe(0);
  });

  it('has poison that is too long to be sent again moved by the broker, and goes on', async () => {
    const queue = `tests.${randomUUID()}`;
    const headers = { destination: `/queue/${queue}`, persistent: 'true' };
    const sender = await StompSession.open(url);
    for (const body of [`poison ${'x'.repeat(1_048_000)}`, 'after'])
      await sender.transaction([{ command: 'SEND', headers, body }]);
    await sender.close();
    const seen: string[] = [];
    const consumer = await consume(queue, text, async (items) => void seen.push(...items));
    await eventually('the good one is seen', () => seen.includes('after'));
    await eventually('the other one is moved', async () => (await queueDepth(`DLQ.${queue}`)) === 1);
    await eventually('the queue is empty', async () => (await queueDepth(queue)) === 0);
    await consumer.stop();
  });

  it('dead-letters a message that never lets its work end, and only that one', async () => {
    const queue = `tests.${randomUUID()}`;
    const seen: string[] = [];
    let begun = 0;
    for (const body of ['a', 'endless', 'b']) await sendToQueue(queue, body);
    const consumer = await consume(queue, text, async (items) => {
      if (items.includes('endless')) {
        begun += 1;
        throw new Error('the work never ends');
      }
      seen.push(...items);
    });
    await eventually('it is a dead letter', async () => (await queueDepth(`DLQ.${queue}`)) === 1);
    await eventually('its neighbours are through', async () => (await queueDepth(queue)) === 0);
    await consumer.stop();

    expect(seen.toSorted()).toEqual(['a', 'b']);
    // The first messages of a connection may be those of a process that died, so it stood alone from the start.
    expect(begun).toBe(DEAD_LETTER_FROM);
    const [deadLetter] = await browseQueue(`DLQ.${queue}`);
    expect(deadLetter?.text).toBe('endless');
    expect(deadLetter?.properties).toContain(POISON_REASON);
  });

  it('finishes and acknowledges the batch at hand before it stops', async () => {
    const queue = `tests.${randomUUID()}`;
    await sendToQueue(queue, 'slow');
    let begun = () => {};
    const working = new Promise<void>((resolve) => (begun = resolve));
    const consumer = await consume(queue, text, async () => {
      begun();
      await pause(300);
    });
    await working;
    await consumer.stop();
    expect(await queueDepth(queue)).toBe(0);
  });
});
