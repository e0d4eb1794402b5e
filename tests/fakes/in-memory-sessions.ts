import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { SessionEnding, SessionEndings, Sessions } from '@/src/application/ports/sessions';
import type { Session } from '@/src/domain/session';

/** The sessions by their contract, which they share with Postgres: tests/contracts/sessions.ts. */
export class InMemorySessions implements Sessions {
  readonly kept = new Map<string, Session>();
  readonly entries: AuditRecord[] = [];

  async start(session: Session, entry: AuditRecord): Promise<void> {
    this.kept.set(session.id, session);
    this.entries.push(entry);
  }

  async findActive(id: string, at: Date): Promise<Session | undefined> {
    const session = this.kept.get(id);
    return session && session.expiresAt > at ? session : undefined;
  }

  async moveExpiry(id: string, expiresAt: Date): Promise<void> {
    const session = this.kept.get(id);
    if (session && session.expiresAt < expiresAt) this.kept.set(id, { ...session, expiresAt });
  }

  async end(id: string, entry: AuditRecord): Promise<boolean> {
    const wasThere = this.kept.delete(id);
    if (wasThere) this.entries.push(entry);
    return wasThere;
  }

  async removeExpired(at: Date): Promise<number> {
    const expired = [...this.kept.values()].filter(({ expiresAt }) => expiresAt <= at);
    for (const { id } of expired) this.kept.delete(id);
    return expired.length;
  }
}

/** Tells what a test has it tell. */
export class InMemorySessionEndings implements SessionEndings {
  areHeard = true;
  readonly #listeners = new Set<(ending: SessionEnding) => void>();

  tell(ending: SessionEnding): void {
    for (const listener of this.#listeners) listener(ending);
  }

  subscribe(listener: (ending: SessionEnding) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
