import type { Kafka, Producer, ProducerRecord } from 'kafkajs';
import { withTimeout } from '../async/with-timeout';
import { isTooLarge } from './message-size';
import { stickyPartitioner } from './sticky-partitioner';

type Delivery = Pick<ProducerRecord, 'topic' | 'messages'>;

/**
 * A producer that is replaced after each failure. Where a broker accepts a connection but does not answer on it in time,
 * as one that hangs does, a kafkajs client counts itself connected without knowing what its broker can do, and refuses
 * every send ("Broker not connected") for as long as that connection lives, which may be for ever (kafkajs 2.2.4,
 * src/broker/index.js: `connect` returns early). On a connection that died unnoticed it would try for half a minute.
 *
 * Every send waits for all in-sync replicas (acks = -1). It is not idempotent in Kafka's sense: after an error kafkajs can
 * reuse a sequence number and an acknowledged message would be dropped as a duplicate (docs/decisions/0003). Repeats are
 * absorbed downstream by registration id.
 */
export class RenewedProducer {
  #producer: Producer | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly deadlineMs: number,
  ) {}

  /** Resolves once acknowledged; rejects where the outcome is unknown, on an error or after the deadline. */
  async send(delivery: Delivery): Promise<void> {
    this.#producer ??= this.kafka.producer({
      createPartitioner: stickyPartitioner(),
      idempotent: false,
      allowAutoTopicCreation: false,
    });
    const producer = this.#producer;
    try {
      await withTimeout(this.deadlineMs, deliver(producer, delivery));
    } catch (error) {
      // A broker that answers, even so, is well connected.
      if (isTooLarge(error)) throw error;
      this.#producer = undefined;
      // Nobody waits for the goodbye of a connection that has failed.
      producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#producer?.disconnect();
  }
}

const deliver = async (producer: Producer, delivery: Delivery): Promise<void> => {
  await producer.connect();
  await producer.send({ ...delivery, acks: -1 });
};
