import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { PendingChange, PendingChanges } from '@/src/application/ports/pending-registrations';
import { jsonIn } from '../json/json-in';
import type { Logger } from '../logging/logger';
import { KEYS } from './keys';

const change = z.discriminatedUnion('type', [
  z.object({ type: z.literal('admitted'), registrationId: z.string() }),
  z.object({ type: z.literal('decided'), registrationId: z.string(), outcome: z.string() }),
]);

/** One subscription for the process, handed out to any number of listeners. */
export class RedisPendingChanges implements PendingChanges {
  readonly #listeners = new Set<(change: PendingChange) => void>();

  constructor(
    private readonly subscriber: Redis,
    private readonly logger: Logger,
  ) {
    subscriber.on('message', (channel, message) => {
      if (channel === KEYS.changes) this.#tell(this.#read(message));
    });
    // Whatever happened before the connection came (back) was not heard.
    subscriber.on('ready', () => this.#tell({ type: 'lagging' }));
    subscriber
      .subscribe(KEYS.changes)
      .catch((error: unknown) => logger.warn({ err: error }, 'no live changes'));
  }

  subscribe(listener: (change: PendingChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: PendingChange | undefined): void {
    if (change) for (const listener of this.#listeners) listener(change);
  }

  /** The channel is open to anybody who can reach Redis, so what it carries is not trusted to be ours, nor to be JSON. */
  #read(message: string): PendingChange | undefined {
    const { success, data } = change.safeParse(jsonIn(message));
    if (!success) this.logger.warn({ channel: KEYS.changes }, 'an unknown change was published');
    return data;
  }
}
