import type { Redis } from 'ioredis';
import type { AcceptedKeys } from '@/src/application/ports/accepted-keys';
import { toRegistrationId, type RegistrationId } from '@/src/domain/registration';
import { withTimeout } from '../async/with-timeout';
import type { Logger } from '../logging/logger';
import { KEYS } from './keys';

const KEEP_SECONDS = 24 * 60 * 60;
const ANSWER_TIMEOUT_MS = 300;
/** After a failure nobody asks for this long, so that a Redis that hangs costs few visitors anything. */
const PAUSE_MS = 1_000;

/** A string for each key that was accepted, for a day: its registration. */
export class RedisAcceptedKeys implements AcceptedKeys {
  #pausedUntilMs = 0;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  async registrationOf(keyTag: string): Promise<RegistrationId | undefined> {
    const id = await this.#bestEffort(() => this.redis.get(KEYS.acceptedKey(keyTag)));
    return id ? toRegistrationId(id) : undefined;
  }

  async remember(keyTag: string, id: RegistrationId): Promise<void> {
    await this.#bestEffort(() => this.redis.set(KEYS.acceptedKey(keyTag), id, 'EX', KEEP_SECONDS, 'NX'));
  }

  async #bestEffort<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.#pausedUntilMs) return undefined;
    try {
      return await withTimeout(ANSWER_TIMEOUT_MS, ask());
    } catch (error) {
      this.#pausedUntilMs = performance.now() + PAUSE_MS;
      this.logger.debug({ err: error }, 'the keys of sign-ups are not known for the moment');
      return undefined;
    }
  }
}
