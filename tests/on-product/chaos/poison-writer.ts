import { randomUUID } from 'node:crypto';
import type { Producer } from 'kafkajs';
import type { ServicesInUse } from '@/services/servers/services-in-use';
import { withTimeout } from '@/src/infrastructure/async/with-timeout';
import { sendToQueue } from '../../harness/stores/activemq';
import { kafkaClient } from '../../invariants/store-clients';
import type { Counters } from './counters';

const CONFIRMED_WITHIN_MS = 20_000;

type Shape = (mark: string) => string;

/** Messages that no program of ours would write; each carries a mark by which its dead letter is known. */
const SHAPES: Shape[] = [
  (mark) => `this is not JSON (${mark})`,
  (mark) => JSON.stringify({ schema: 1, name: mark }),
  (mark) => JSON.stringify([mark]),
  (mark) => JSON.stringify({ schema: 99, registrationId: 'not-an-id', email: mark }),
  (mark) => `{"schema":1,"name":"${mark}`,
];

/** A sign-up in every respect but its length, which Elasticsearch would refuse for ever; its ending is the dead letter. */
const TOO_LONG: Shape = (mark) =>
  JSON.stringify({
    schema: 1,
    registrationId: randomUUID(),
    name: mark,
    email: `${'x'.repeat(40_000)}@example.org`,
    reason: 'I type a lot.',
    submittedAt: new Date(),
  });

/** Puts poison on the topic and on the queue in turn, with clients of its own. */
export class PoisonWriter {
  #count = 0;
  readonly #producer: Producer;
  readonly #connected: Promise<void>;

  constructor(
    private readonly services: ServicesInUse,
    private readonly seed: number,
  ) {
    this.#producer = kafkaClient(services).producer({ allowAutoTopicCreation: false });
    this.#connected = this.#producer.connect();
  }

  /** Where no broker confirms it, it may or may not be there, and nothing is expected of it. */
  async write(counters: Counters): Promise<void> {
    const number = (this.#count += 1);
    const mark = `poison-${this.seed}-${number}`;
    const onTopic = number % 2 === 0;
    const shapes = onTopic ? [...SHAPES, TOO_LONG] : SHAPES;
    const text = shapes[Math.floor(number / 2) % shapes.length]!(mark);
    try {
      await withTimeout(CONFIRMED_WITHIN_MS, onTopic ? this.#toTopic(text) : this.#toQueue(text));
      counters.poison.push(mark);
    } catch {
      return;
    }
  }

  async close(): Promise<void> {
    await this.#producer.disconnect();
  }

  async #toTopic(value: string): Promise<void> {
    await this.#connected;
    await this.#producer.send({ topic: 'registrations.submitted', acks: -1, messages: [{ value }] });
  }

  #toQueue(text: string): Promise<void> {
    return sendToQueue('registrations.review', text, this.services.activemq.url);
  }
}
