import { expect, it } from 'vitest';
import type { PortName } from '@/src/application/ports/retry';
import type { ReviewQueue } from '@/src/application/ports/review-queue';
import { InMemoryRegistrationRecords } from '@/tests/fakes/in-memory-registration-records';
import { retryAtOnce } from '@/tests/fakes/retry';
import { aSubmitted } from '@/tests/fakes/samples';
import { routeRegistrations } from './route-registrations';

const at = new Date('2026-03-02T08:00:00Z');

it('routes a batch to the queue, then to the record, and repeats only the step that failed', async () => {
  const order: string[] = [];
  const records = new InMemoryRegistrationRecords();
  const save = records.saveQueued.bind(records);
  let failuresLeft = 2;
  records.saveQueued = async (batch) => {
    order.push('record');
    if (failuresLeft-- > 0) throw new Error('Elasticsearch is read-only');
    await save(batch);
  };
  const reviewQueue: ReviewQueue = { enqueue: async (batch) => void order.push(`queue ${batch.length}`) };

  const failed: PortName[] = [];
  const batch = [aSubmitted(), aSubmitted()];
  await routeRegistrations({ reviewQueue, records, now: () => at })(batch, retryAtOnce(failed));

  expect(order).toEqual(['queue 2', 'record', 'record', 'record']);
  expect(failed).toEqual(['records', 'records']);
  expect(await records.timesOf(batch[1]!.id)).toMatchObject({
    submittedAt: batch[1]!.submittedAt,
    queuedAt: at,
  });
});
