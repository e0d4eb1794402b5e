import { afterAll, expect, it } from 'vitest';
import type { SubmittedRegistration } from '@/src/domain/registration';
import { aDecision, aPending, aSubmitted } from '@/tests/fakes/samples';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { createKafka } from './kafka-client';
import { KafkaLogArchive } from './kafka-log-archive';
import { KafkaDecisionLog, KafkaSubmissionLog } from './kafka-logs';

const logger = createLogger({ service: 'tests', level: 'error' });
const kafka = createKafka({ brokers: readServices().kafka.brokers, clientId: 'tests', logger });
const submissions = new KafkaSubmissionLog(kafka);
const decisions = new KafkaDecisionLog(kafka);
const archive = new KafkaLogArchive(kafka);
afterAll(() => Promise.all([submissions.close(), decisions.close()]));

it('reads all that was accepted, and later what came since', async () => {
  const first = Array.from({ length: 50 }, () => aSubmitted());
  await Promise.all(first.map((registration) => submissions.publish(registration)));
  const seen: SubmittedRegistration[] = [];
  let progress = { done: 0, total: -1 };
  const end = await archive.readSubmissions({
    onBatch: async (batch, now) => {
      seen.push(...batch);
      progress = now;
    },
  });
  for (const registration of first) expect(seen).toContainEqual(registration);
  expect(progress.done).toBe(progress.total);

  const later = aSubmitted();
  await submissions.publish(later);
  const since: SubmittedRegistration[] = [];
  const newEnd = await archive.readSubmissions({
    from: end,
    onBatch: async (batch) => void since.push(...batch),
  });
  expect(since).toEqual([later]);
  await archive.readSubmissions({ from: newEnd, onBatch: async () => expect.unreachable('nothing is new') });
});

it('reads the decisions from where they ended', async () => {
  const end = await archive.endOfDecisions();
  const decision = aDecision(aPending(), { outcome: 'rejected', reason: 'No.' });
  await decisions.publish(decision);
  const seen: object[] = [];
  await archive.readDecisions({ from: end, onBatch: async (batch) => void seen.push(...batch) });
  expect(seen).toEqual([decision]);
});

it('leaves no consumer group behind', async () => {
  const admin = kafka.admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  expect(groups.filter(({ groupId }) => groupId.startsWith('reading-'))).toEqual([]);
});
