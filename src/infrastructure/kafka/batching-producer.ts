import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';

const LARGEST_BATCH = 500;

type Waiting = {
  message: Message;
  acknowledge: () => void;
  refuse: (cause: unknown) => void;
  expired: boolean;
};

/**
 * A producer that sends what queued up while the last send was on its way, so that many callers share few requests.
 * Every send waits for all in-sync replicas (acks = -1). The producer is not idempotent in Kafka's sense: after an
 * error kafkajs can reuse a sequence number and an acknowledged message would be dropped as a duplicate. Repeats are
 * absorbed downstream by registration id.
 */
export class BatchingProducer {
  readonly #producer: Producer;
  readonly #queue: Waiting[] = [];
  #pumping = false;
  #connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly topic: string,
    private readonly deadlineMs: number,
  ) {
    const createPartitioner = Partitioners.DefaultPartitioner;
    this.#producer = kafka.producer({ createPartitioner, idempotent: false, allowAutoTopicCreation: false });
  }

  /** Resolves once acknowledged; rejects on an error or after the deadline, when the outcome is unknown. */
  send(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        message,
        expired: false,
        acknowledge: () => settle(resolve),
        refuse: (cause) => settle(() => reject(cause)),
      };
      const timer = setTimeout(() => {
        waiting.expired = true;
        reject(new Error(`Kafka did not acknowledge in ${this.deadlineMs} ms`));
      }, this.deadlineMs);
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        finish();
      };
      this.#queue.push(waiting);
      void this.#pump();
    });
  }

  async close(): Promise<void> {
    if (this.#connected) await this.#producer.disconnect();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, LARGEST_BATCH).filter(({ expired }) => !expired);
      if (batch.length > 0) await this.#sendBatch(batch);
    }
    this.#pumping = false;
  }

  async #sendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#connect();
      await this.#producer.send({
        topic: this.topic,
        acks: -1,
        messages: batch.map(({ message }) => message),
      });
      for (const { acknowledge } of batch) acknowledge();
    } catch (error) {
      for (const { refuse } of batch) refuse(error);
    }
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#producer.connect().catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}
