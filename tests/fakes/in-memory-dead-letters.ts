import {
  MOST_REDRIVES,
  type DeadLetter,
  type DeadLetters,
  type Redrive,
} from '@/src/application/ports/dead-letters';

/** Dead letters by their contract, which they share with both brokers: tests/contracts/dead-letters.ts. */
export class InMemoryDeadLetters implements DeadLetters {
  readonly letters = new Map<string, DeadLetter>();
  readonly redriven: DeadLetter[] = [];

  add(letter: DeadLetter): void {
    this.letters.set(letter.id, letter);
  }

  async list(): Promise<DeadLetter[]> {
    return [...this.letters.values()].sort((one, other) => one.firstAt.getTime() - other.firstAt.getTime());
  }

  async redrive(id: string): Promise<Redrive> {
    const letter = this.letters.get(id);
    if (!letter) return { kind: 'unknown' };
    if (letter.redrives >= MOST_REDRIVES) return { kind: 'too-often' };
    this.letters.delete(id);
    this.redriven.push({ ...letter, redrives: letter.redrives + 1 });
    return { kind: 'redriven' };
  }

  async discard(id: string): Promise<boolean> {
    return this.letters.delete(id);
  }
}
