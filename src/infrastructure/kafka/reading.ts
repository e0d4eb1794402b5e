import type { KafkaMessage } from 'kafkajs';
import type { LogPosition } from '@/src/application/ports/log-archive';

export type PlacedMessage = { partition: number; message: KafkaMessage };
export type ReadProgress = { done: number; total: number };

/** How far a reading has come in each partition, and where it ends. */
export class Reading {
  /** The next offset of each partition that is not read to its end. */
  readonly ahead: LogPosition;
  readonly #total: number;

  constructor(
    starts: LogPosition,
    private readonly ends: LogPosition,
  ) {
    this.ahead = new Map([...starts].filter(([partition, start]) => start < ends.get(partition)!));
    this.#total = this.#left();
  }

  get finished(): boolean {
    return this.ahead.size === 0;
  }

  get progress(): ReadProgress {
    return { done: this.#total - this.#left(), total: this.#total };
  }

  /** Those of the messages that belong to this reading and were not seen yet; they are seen now. */
  take(partition: number, messages: readonly KafkaMessage[]): PlacedMessage[] {
    const taken = messages.filter(({ offset }) => this.#covers(partition, BigInt(offset)));
    const last = taken.at(-1);
    if (last) this.#reached(partition, BigInt(last.offset) + 1n);
    return taken.map((message) => ({ partition, message }));
  }

  #covers(partition: number, offset: bigint): boolean {
    const next = this.ahead.get(partition);
    return next !== undefined && offset >= next && offset < this.ends.get(partition)!;
  }

  #reached(partition: number, next: bigint): void {
    if (next >= this.ends.get(partition)!) this.ahead.delete(partition);
    else this.ahead.set(partition, next);
  }

  #left(): number {
    return [...this.ahead].reduce(
      (sum, [partition, next]) => sum + Number(this.ends.get(partition)! - next),
      0,
    );
  }
}
