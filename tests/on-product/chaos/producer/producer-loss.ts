import { Kafka, logLevel } from 'kafkajs';
import type { OnStep } from '@/services/terminal/step-reporter';
import { readTopics } from '../../../invariants/read-topics';
import { startKafkaBehindProxy, stopKafka, type KafkaBehindProxy } from '../servers-behind-proxies';
import { breakBroker } from './break-broker';
import { sendUntil, type Sent, type Shape } from './send-until';

type Setting = { home: string; seed: number; minutes: number; onStep: OnStep; signal: AbortSignal };

type Loss = Shape & {
  sent: Sent;
  faults: number;
  /** Acknowledged, and not in the topic. */
  missing: string[];
  /** In the topic more than once. */
  doubled: number;
};

const SHAPES: readonly Shape[] = [false, true].flatMap((idempotent) => [
  { idempotent, atOnce: 'one send at a time' as const },
  { idempotent, atOnce: 'many sends at once' as const },
]);

/**
 * Produces to a real broker while it is killed, paused and cut off, with kafkajs's idempotent producer and without, and
 * counts what was acknowledged and is not there. `minutes` is the time for each of the four ways to produce.
 */
export const measureProducerLoss = async ({ onStep, ...setting }: Setting): Promise<Loss[]> => {
  const kafka = await startKafkaBehindProxy({ home: setting.home, onStep, say: () => undefined });
  const losses: Loss[] = [];
  try {
    for (const shape of SHAPES) {
      const title = `${shape.idempotent ? 'idempotent' : 'not idempotent'}, ${shape.atOnce}`;
      losses.push(await onStep(title, () => measure(shape, kafka, setting)));
    }
    return losses;
  } finally {
    await stopKafka(kafka);
  }
};

const measure = async (
  shape: Shape,
  kafka: KafkaBehindProxy,
  { seed, minutes, signal }: Omit<Setting, 'onStep'>,
): Promise<Loss> => {
  const client = new Kafka({
    clientId: 'producer-loss',
    brokers: [kafka.brokers],
    logLevel: logLevel.NOTHING,
    // The settings of the product's own client.
    connectionTimeout: 2_000,
    requestTimeout: 4_000,
    retry: { initialRetryTime: 20, maxRetryTime: 1_000, retries: 6 },
  });
  const topic = `loss-${shape.idempotent ? 'idempotent' : 'plain'}-${shape.atOnce.replaceAll(' ', '-')}-${seed}-${Date.now()}`;
  await createTopic(client, topic);
  const over = new AbortController();
  const sending = sendUntil({ client, topic, shape, signal: over.signal });
  const faults = await breakBroker(kafka, { seed, durationMs: minutes * 60_000, signal });
  over.abort();
  const sent = await sending;
  const present = (await readTopics(client, [topic])).map(({ message }) => message.value?.toString() ?? '');
  const there = new Set(present);
  const missing = sent.acknowledged.filter((value) => !there.has(value));
  return { ...shape, sent, faults, missing, doubled: present.length - there.size };
};

/** As the product's topics on a single broker: on the disk before it is acknowledged. */
const createTopic = async (client: Kafka, topic: string): Promise<void> => {
  const admin = client.admin();
  await admin.connect();
  try {
    const configEntries = [{ name: 'flush.messages', value: '1' }];
    await admin.createTopics({ topics: [{ topic, numPartitions: 4, configEntries }], waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
};

export const lossReport = (losses: readonly Loss[]): string[] => [
  '',
  `${'producer'.padEnd(40)} ${['faults', 'acknowledged', 'failed', 'missing', 'doubled'].map((name) => name.padStart(12)).join(' ')}`,
  ...losses.map(({ idempotent, atOnce, sent, faults, missing, doubled }) => {
    const name = `${idempotent ? 'idempotent' : 'not idempotent'}, ${atOnce}`;
    const figures = [faults, sent.acknowledged.length, sent.failed, missing.length, doubled];
    return `${name.padEnd(40)} ${figures.map((figure) => String(figure).padStart(12)).join(' ')}`;
  }),
];
