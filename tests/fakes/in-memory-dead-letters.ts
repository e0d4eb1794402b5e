import {
  MOST_REDRIVES,
  type DeadLetter,
  type DeadLetters,
  type Redrive,
} from '@/src/application/ports/dead-letters';

/** Dead letters by their contract, which they share with both brokers: tests/contracts/dead-letters.ts. */
export class InMemoryDeadLetters implements DeadLetters {
  readonly open = new Map<string, DeadLetter>();
  readonly redriven: DeadLetter[] = [];

  add(deadLetter: DeadLetter): void {
    this.open.set(deadLetter.id, deadLetter);
  }

  async list(): Promise<DeadLetter[]> {
    return [...this.open.values()].sort((one, other) => one.firstAt.getTime() - other.firstAt.getTime());
  }

  async find(id: string): Promise<DeadLetter | undefined> {
    return this.open.get(id);
  }

  async redrive(id: string): Promise<Redrive> {
    const deadLetter = this.open.get(id);
    if (!deadLetter) return { kind: 'unknown' };
    if (deadLetter.redrives >= MOST_REDRIVES) return { kind: 'too-often' };
    this.open.delete(id);
    this.redriven.push({ ...deadLetter, redrives: deadLetter.redrives + 1 });
    return { kind: 'redriven' };
  }

  async discard(id: string): Promise<boolean> {
    return this.open.delete(id);
  }
}
