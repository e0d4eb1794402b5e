import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { SessionEnding, SessionEndings } from '@/src/application/ports/sessions';
import type { Logger } from '../logging/logger';
import { KEYS } from './keys';

const ending = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session'), sessionId: z.string() }),
  z.object({ type: z.literal('reviewer'), reviewerId: z.string() }),
]);

type Options = {
  redis: Redis;
  /** A connection for subscriptions only, which may have others; without it nothing is heard. */
  subscriber?: Redis;
  logger: Logger;
};

/** The endings of sessions as they are told through a channel of Redis. */
export class RedisSessionEndings implements SessionEndings {
  readonly #listeners = new Set<(ending: SessionEnding) => void>();

  constructor(private readonly options: Options) {
    const { subscriber, logger } = options;
    subscriber?.on('message', (channel, message) => {
      if (channel === KEYS.sessions) this.#tell(this.#read(message));
    });
    subscriber?.on('ready', () => this.#tell({ type: 'lagging' }));
    subscriber
      ?.subscribe(KEYS.sessions)
      .catch((error: unknown) => logger.warn({ err: error }, 'endings of sessions are not heard at once'));
  }

  async announce(ending: Parameters<SessionEndings['announce']>[0]): Promise<void> {
    const { redis, logger } = this.options;
    try {
      await redis.publish(KEYS.sessions, JSON.stringify(ending));
    } catch (error) {
      logger.warn(
        { err: error },
        'the end of a session could not be told; open streams will notice by themselves',
      );
    }
  }

  subscribe(listener: (ending: SessionEnding) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(ending: SessionEnding | undefined): void {
    if (ending) for (const listener of this.#listeners) listener(ending);
  }

  /** Anybody who can reach Redis can write to the channel. What it says only makes us look into Postgres. */
  #read(message: string): SessionEnding | undefined {
    const { success, data } = ending.safeParse(jsonIn(message));
    if (!success) this.options.logger.warn({ channel: KEYS.sessions }, 'an unknown ending was published');
    return data;
  }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
