import type { DeadLetter, DeadLetters, Redrive } from '@/src/application/ports/dead-letters';

/** The dead letters of the topics and of the queue as one list; an id tells by its first word where its letter is. */
export class BothDeadLetters implements DeadLetters {
  constructor(private readonly stages: Record<DeadLetter['stage'], DeadLetters>) {}

  async list(): Promise<DeadLetter[]> {
    const lists = await Promise.all(Object.values(this.stages).map((stage) => stage.list()));
    return lists.flat().sort((one, other) => one.firstAt.getTime() - other.firstAt.getTime());
  }

  async redrive(id: string): Promise<Redrive> {
    return (await this.#stageOf(id)?.redrive(id)) ?? { kind: 'unknown' };
  }

  async discard(id: string): Promise<boolean> {
    return (await this.#stageOf(id)?.discard(id)) ?? false;
  }

  #stageOf(id: string): DeadLetters | undefined {
    const [stage] = id.split(':');
    return stage === 'kafka' || stage === 'activemq' ? this.stages[stage] : undefined;
  }
}
