import type { KafkaMessage } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { textHeadersOf } from '../kafka/kafka-client';
import type { PlacedMessage } from '../kafka/topic-reader';
import { toDeadLetter } from './dead-letter-message';

export const SETTLES = 'dead-letter-settles';
export const SETTLEMENT = 'dead-letter-settlement';

/** A dead letter with the message it stands for, byte for byte. `sourceTopic`: where it came from, if that is told. */
export type OpenDeadLetter = {
  deadLetter: DeadLetter;
  message: KafkaMessage;
  sourceTopic: string | undefined;
};

/**
 * Folds the dead-letter topic into those that are still open. The topic is a log, so a dead letter is taken off the list
 * by a settlement: a message of its own that names it. Settlements share no partition with their dead letter and may
 * be read before it.
 */
export class OpenDeadLetters {
  readonly #open = new Map<string, OpenDeadLetter>();
  readonly #settled = new Set<string>();

  /** Takes the next message of the topic into account. */
  apply({ partition, message }: PlacedMessage): void {
    const headers = textHeadersOf(message);
    const settles = headers[SETTLES];
    if (settles !== undefined) return this.settle(settles);
    const id = `kafka:${partition}:${message.offset}`;
    if (this.#settled.has(id)) return;
    const sourceTopic = headers['dead-letter-source']?.split('/')[0];
    const deadLetter = toDeadLetter({
      id,
      stage: sourceTopic === TOPICS.decided ? 'decision-log' : 'submissions',
      headers,
      original: message.value?.toString('utf8') ?? '',
      at: new Date(Number(message.timestamp)),
      hint: message.key?.toString('utf8'),
    });
    this.#open.set(id, { deadLetter, message, sourceTopic });
  }

  settle(id: string): void {
    this.#settled.add(id);
    this.#open.delete(id);
  }

  find(id: string): OpenDeadLetter | undefined {
    return this.#open.get(id);
  }

  get all(): DeadLetter[] {
    return [...this.#open.values()].map(({ deadLetter }) => deadLetter);
  }
}
