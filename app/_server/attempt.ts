import 'server-only';
import type { Attempt } from '@/src/application/sign-up/follow-registration';
import { withTimeout } from '@/src/infrastructure/async/with-timeout';
import type { Logger } from '@/src/infrastructure/logging/logger';

/** A page that is opened in an outage waits so long for each store that hangs. */
const PATIENCE_MS = 1_500;

/** Reads a store that may be away: why it could not be read is for the log alone. */
export const attemptWith =
  (logger: Logger): Attempt =>
  async (reading) => {
    try {
      return { known: await withTimeout(PATIENCE_MS, reading) };
    } catch (error) {
      logger.warn({ err: error }, 'a status page does without a store that could not be read');
      return 'unknown';
    }
  };
