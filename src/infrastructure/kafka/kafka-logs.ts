import type { Kafka } from 'kafkajs';
import { encodeDecided, encodeSubmitted, TOPICS } from '@/src/application/contracts/messages';
import {
  SubmissionLogUnavailable,
  type DecisionLog,
  type SubmissionLog,
} from '@/src/application/ports/registration-logs';
import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import { BatchingProducer } from './batching-producer';

/** A visitor is answered within five seconds, so the log gets a little less. */
const VISITOR_DEADLINE_MS = 4_000;
const OUTBOX_DEADLINE_MS = 10_000;

/** Accepted registrations, keyed by registration id, on `registrations.submitted`. */
export class KafkaSubmissionLog implements SubmissionLog {
  readonly #producer: BatchingProducer;

  constructor(kafka: Kafka) {
    this.#producer = new BatchingProducer(kafka, TOPICS.submitted, VISITOR_DEADLINE_MS);
  }

  async publish(registration: SubmittedRegistration): Promise<void> {
    try {
      await this.#producer.send({ key: registration.id, value: encodeSubmitted(registration) });
      failpoint('after-produce');
    } catch (cause) {
      throw new SubmissionLogUnavailable(cause);
    }
  }

  close(): Promise<void> {
    return this.#producer.close();
  }
}

/** Decisions, keyed by registration id, on `registrations.decided`. */
export class KafkaDecisionLog implements DecisionLog {
  readonly #producer: BatchingProducer;

  constructor(kafka: Kafka) {
    this.#producer = new BatchingProducer(kafka, TOPICS.decided, OUTBOX_DEADLINE_MS);
  }

  async publish(decision: Decision): Promise<void> {
    await this.#producer.send({ key: decision.registrationId, value: encodeDecided(decision) });
    failpoint('after-outbox-publish');
  }

  close(): Promise<void> {
    return this.#producer.close();
  }
}
