import { z } from 'zod';
import type { SessionEnding, SessionEndings } from '@/src/application/ports/sessions';
import { jsonIn } from '../json/json-in';
import type { Logger } from '../logging/logger';
import { NotificationListener } from './notification-listener';

/** The channel of the triggers in prisma/migrations/20261127060000_session_endings. */
const CHANNEL = 'session_endings';
const LISTEN_AGAIN_MS = 1_000;

const ending = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session'), sessionId: z.string() }),
  z.object({ type: z.literal('account'), accountId: z.string() }),
]);

type Options = { databaseUrl: string; logger: Logger };

/** The endings of sessions as Postgres tells them by itself, whoever ended them. */
export class PostgresSessionEndings implements SessionEndings {
  readonly #listeners = new Set<(ending: SessionEnding) => void>();
  readonly #notifications: NotificationListener;

  constructor(private readonly options: Options) {
    this.#notifications = new NotificationListener({
      ...options,
      channel: CHANNEL,
      listenAgainMs: LISTEN_AGAIN_MS,
      onListening: () => this.#tell({ type: 'lagging' }),
      onNotification: (payload) => this.#tell(this.#read(payload)),
    });
    this.#notifications.start();
  }

  get areHeard(): boolean {
    return this.#notifications.isListening;
  }

  subscribe(listener: (ending: SessionEnding) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#notifications.stop();
  }

  #tell(ending: SessionEnding): void {
    for (const listener of this.#listeners) listener(ending);
  }

  /** Anybody who can reach the database can notify. What it says only makes us look again. */
  #read(payload: string): SessionEnding {
    const { success, data } = ending.safeParse(jsonIn(payload));
    if (success) return data;
    this.options.logger.warn({ channel: CHANNEL }, 'an unknown ending of a session was told');
    return { type: 'lagging' };
  }
}
