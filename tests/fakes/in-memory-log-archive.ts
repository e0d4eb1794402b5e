import type { LogArchive, LogPosition, ReadLog } from '@/src/application/ports/registration-logs';
import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';

/** Both logs as arrays with one partition. */
export class InMemoryLogArchive implements LogArchive {
  readonly submissions: SubmittedRegistration[] = [];
  readonly decisions: Decision[] = [];

  readSubmissions(read: ReadLog<SubmittedRegistration>): Promise<LogPosition> {
    return readFrom(this.submissions, read);
  }

  readDecisions(read: ReadLog<Decision>): Promise<LogPosition> {
    return readFrom(this.decisions, read);
  }

  async endOfDecisions(): Promise<LogPosition> {
    return new Map([[0, BigInt(this.decisions.length)]]);
  }
}

const readFrom = async <Item>(
  log: readonly Item[],
  { from, onBatch }: ReadLog<Item>,
): Promise<LogPosition> => {
  const end = log.length;
  const items = log.slice(Number(from?.get(0) ?? 0n), end);
  if (items.length > 0) await onBatch(items, { done: items.length, total: items.length });
  return new Map([[0, BigInt(end)]]);
};
