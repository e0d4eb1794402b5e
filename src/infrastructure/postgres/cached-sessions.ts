import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { SessionEnding, SessionEndings, Sessions } from '@/src/application/ports/sessions';
import type { Session } from '@/src/domain/session';

/** So long is a look-up good for, also where an ending was told and did not arrive. */
const GOOD_FOR_MS = 1_000;

type LookUp = { at: Date; session: Promise<Session | undefined> };

/**
 * Sessions that are looked up once a second at most, and anew as soon as their ending is told. While endings are not
 * heard, each time.
 */
export class CachedSessions implements Sessions {
  /** By session, the oldest first. */
  readonly #lookUps = new Map<string, LookUp>();

  constructor(
    private readonly sessions: Sessions,
    private readonly endings: SessionEndings,
  ) {
    // Before anybody else does, so that whoever hears of an ending finds nothing kept.
    endings.subscribe((ending) => this.#forget(ending));
  }

  async findActive(id: string, at: Date): Promise<Session | undefined> {
    if (!this.endings.areHeard) return this.sessions.findActive(id, at);
    this.#forgetBefore(at.getTime() - GOOD_FOR_MS);
    const session = await (this.#lookUps.get(id) ?? this.#lookUp(id, at)).session;
    return session && session.expiresAt > at ? session : undefined;
  }

  async start(session: Session, entry: AuditRecord): Promise<void> {
    await this.sessions.start(session, entry);
  }

  async moveExpiry(id: string, expiresAt: Date): Promise<void> {
    await this.sessions.moveExpiry(id, expiresAt);
    this.#lookUps.delete(id);
  }

  async end(id: string, entry: AuditRecord): Promise<boolean> {
    try {
      return await this.sessions.end(id, entry);
    } finally {
      // This process does not wait to be told.
      this.#lookUps.delete(id);
    }
  }

  async removeExpired(at: Date): Promise<number> {
    return this.sessions.removeExpired(at);
  }

  #lookUp(id: string, at: Date): LookUp {
    const lookUp: LookUp = { at, session: this.sessions.findActive(id, at) };
    this.#lookUps.set(id, lookUp);
    const forget = (): void => {
      if (this.#lookUps.get(id) === lookUp) this.#lookUps.delete(id);
    };
    // What is not there costs nothing to keep out, and a store that is away may be back at the next request.
    lookUp.session.then((session) => session ?? forget(), forget);
    return lookUp;
  }

  #forgetBefore(time: number): void {
    for (const [id, { at }] of this.#lookUps) {
      if (at.getTime() > time) return;
      this.#lookUps.delete(id);
    }
  }

  /** Whose sessions are whose is not known before they are looked up. */
  #forget(ending: SessionEnding): void {
    if (ending.type === 'session') this.#lookUps.delete(ending.sessionId);
    else this.#lookUps.clear();
  }
}
