import type { KafkaMessage } from 'kafkajs';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { toDeadLetter, type TextHeaders } from '../dead-letters/dead-letter';
import type { PlacedMessage } from './reading';

export const SETTLES = 'dead-letter-settles';
export const SETTLEMENT = 'dead-letter-settlement';

/** A letter with the message it stands for, byte for byte. */
export type OpenDeadLetter = { letter: DeadLetter; message: KafkaMessage; sourceTopic: string | undefined };

/**
 * Folds the dead-letter topic into the letters that are still open. The topic is a log, so a letter is taken off the
 * list by a settlement: a message of its own that names it. Settlements share no partition with their letter and may
 * be read before it.
 */
export class OpenDeadLetters {
  readonly #open = new Map<string, OpenDeadLetter>();
  readonly #settled = new Set<string>();

  enter({ partition, message }: PlacedMessage): void {
    const headers = textHeaders(message);
    const settles = headers[SETTLES];
    if (settles !== undefined) return this.settle(settles);
    const id = letterIdOf(partition, message.offset);
    if (this.#settled.has(id)) return;
    const letter = toDeadLetter({
      id,
      stage: 'kafka',
      headers,
      original: message.value?.toString('utf8') ?? '',
      at: new Date(Number(message.timestamp)),
      hint: message.key?.toString('utf8'),
    });
    this.#open.set(id, { letter, message, sourceTopic: headers['dead-letter-source']?.split('/')[0] });
  }

  settle(id: string): void {
    this.#settled.add(id);
    this.#open.delete(id);
  }

  find(id: string): OpenDeadLetter | undefined {
    return this.#open.get(id);
  }

  get letters(): DeadLetter[] {
    return [...this.#open.values()].map(({ letter }) => letter);
  }
}

export const letterIdOf = (partition: number, offset: string): string => `kafka:${partition}:${offset}`;

const textHeaders = ({ headers = {} }: KafkaMessage): TextHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
