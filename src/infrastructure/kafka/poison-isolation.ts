import type { KafkaMessage } from 'kafkajs';
import type { CountedWork, Handled } from '../dead-letters/counted-work';

const CHUNK_SIZE = 500;

/** Messages to be worked on together. `ids`: under which the work is counted; none where nothing speaks for poison. */
export type Chunk = { messages: readonly KafkaMessage[]; handled: Handled; ids: readonly string[] };

/** What a process that died may have had in hand in a partition: everything before `end`, as it was looked up so far. */
type Suspects = { end: bigint; handled: Map<string, Handled> };

const UNSUSPECTED: Handled = { handling: 'in-batch', badEnds: 0 };

/**
 * Finds the message that ends its process. Whoever had a partition before may have died of one of its next messages, so
 * the first ones after each assignment are looked up, and worked on alone where their past calls for it.
 */
export class PoisonIsolation {
  readonly #suspects = new Map<number, Suspects>();

  constructor(
    private readonly counted: CountedWork,
    private readonly group: { groupId: string; topic: string },
  ) {}

  /** Every partition may come from a process that died: look again. */
  forget(): void {
    this.#suspects.clear();
  }

  /** The next messages to work on; `messages` begins where the partition stands, and is not empty. */
  async next(partition: number, messages: readonly KafkaMessage[]): Promise<Chunk> {
    const first = BigInt(messages[0]!.offset);
    const suspects = this.#suspectsOf(partition, first);
    const chunk = messages.slice(0, CHUNK_SIZE);
    if (first >= suspects.end) return { messages: chunk, handled: UNSUSPECTED, ids: [] };

    const suspected = chunk.filter(({ offset }) => BigInt(offset) < suspects.end);
    await this.#lookUp(partition, suspected, suspects);
    const handledAt = ({ offset }: KafkaMessage): Handled => suspects.handled.get(offset) ?? UNSUSPECTED;
    const handled = handledAt(suspected[0]!);
    const until = suspected.findIndex((message) => handledAt(message).handling !== 'in-batch');
    const together = suspected.slice(0, until === -1 ? suspected.length : Math.max(1, until));
    return { messages: together, handled, ids: together.map((message) => this.#idOf(partition, message)) };
  }

  #suspectsOf(partition: number, first: bigint): Suspects {
    const known = this.#suspects.get(partition);
    if (known) return known;
    const suspects = { end: first + BigInt(CHUNK_SIZE), handled: new Map<string, Handled>() };
    this.#suspects.set(partition, suspects);
    return suspects;
  }

  async #lookUp(partition: number, messages: readonly KafkaMessage[], { handled }: Suspects): Promise<void> {
    const unknown = messages.filter(({ offset }) => !handled.has(offset));
    if (unknown.length === 0) return;
    const answers = await this.counted.handlingsOf(unknown.map((message) => this.#idOf(partition, message)));
    unknown.forEach(({ offset }, index) => handled.set(offset, answers[index]!));
  }

  /** With its time, since the messages of a topic that was created anew have the same offsets. */
  #idOf(partition: number, { offset, timestamp }: KafkaMessage): string {
    const { groupId, topic } = this.group;
    return `${groupId}/${topic}/${partition}/${offset}@${timestamp}`;
  }
}
