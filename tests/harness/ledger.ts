import { closeSync, openSync, readFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Accepted, DecisionAnswer } from '../invariants/facts';

/** What visitors and reviewers wrote down of what they were told. */
export type Ledger = { accepted: Accepted[]; answers: DecisionAnswer[] };

export const emptyLedger = (): Ledger => ({ accepted: [], answers: [] });

export const idsIn = ({ accepted }: Pick<Ledger, 'accepted'>): string[] =>
  accepted.map(({ registrationId }) => registrationId);

/** What a visitor writes down who was answered 202 just now. */
export const acceptedNow = (registrationId: string, email: string): Accepted => ({
  registrationId,
  email,
  at: new Date().toISOString(),
  status: 202,
});

/**
 * A ledger on the disk: one JSON object on each line, which is written before `append` resolves. Lines that wait while
 * the disk is busy share its next write.
 */
export class LedgerFile<Entry> {
  #waiting: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  readonly #handle: Promise<FileHandle>;

  constructor(private readonly file: string) {
    closeSync(openSync(file, 'w', 0o600));
    this.#handle = open(file, 'a');
  }

  append(entry: Entry): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    this.#next ??= this.#last.then(() => this.#write());
    this.#last = this.#next;
    return this.#next;
  }

  /** Everything that was written, read back from the disk. */
  async close(): Promise<Entry[]> {
    await this.#last;
    await (await this.#handle).close();
    const lines = readFileSync(this.file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  }

  async #write(): Promise<void> {
    this.#next = undefined;
    const lines = this.#waiting.splice(0);
    const handle = await this.#handle;
    await handle.appendFile(lines.join(''));
    await handle.datasync();
  }
}
