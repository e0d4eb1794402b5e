import { hash, verify } from '@node-rs/argon2';
import { BoundedQueue } from '../async/bounded-queue';

/**
 * Passwords by argon2id (RFC 9106) in the PHC string format, with the library's parameters (19 MiB, two passes), which
 * are OWASP's. A check costs some 30 ms of one of Node's four worker threads, which files and name look-ups need as
 * well: so a few are hashed at once and a few wait, whatever comes in.
 */
export class PasswordHashes {
  readonly #queue: BoundedQueue;
  #decoy: Promise<string> | undefined;

  constructor(limits: { atOnce: number; waiting: number }) {
    this.#queue = new BoundedQueue(limits);
  }

  /**
   * Whether it is the password of that hash; undefined where too many wait. Without a hash the answer is no, after the
   * same work, so that the time does not tell whether there is one.
   */
  async matches(passwordHash: string | undefined, password: string): Promise<boolean | undefined> {
    const checked = passwordHash ?? (await this.#hashOfNobody());
    const isRight = await this.#queue.run(() => verify(checked, password));
    return isRight === undefined ? undefined : isRight && passwordHash !== undefined;
  }

  /** Made once, at the first check of the process. */
  #hashOfNobody(): Promise<string> {
    this.#decoy ??= hash('a password that nobody has');
    return this.#decoy;
  }
}

export const hashPassword = (password: string): Promise<string> => hash(password);
