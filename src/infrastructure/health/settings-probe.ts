import type { Probe } from '@/src/application/ports/health';
import { withTimeout } from '../async/with-timeout';
import type { Logger } from '../logging/logger';

const DEADLINE_MS = 2_500;
const KEPT_MS = 60_000;

/** What is wrong with the settings of a store, in sentences; it rejects where the store cannot be asked. */
export type AskSettings = () => Promise<string[]>;

/**
 * Fails while a store is set so that something would be lost or found wrong, and logs each such setting by name. Asked
 * once a minute at most. A store that does not answer is told by its own probe.
 */
export const settingsProbe = (name: string, ask: AskSettings, logger: Logger): Probe => {
  let problems: string[] = [];
  let askAgainAtMs = 0;
  return {
    name,
    check: async () => {
      if (performance.now() >= askAgainAtMs) {
        askAgainAtMs = performance.now() + KEPT_MS;
        try {
          problems = await withTimeout(DEADLINE_MS, ask());
          for (const problem of problems)
            logger.warn({ settings: name, problem }, 'a store is set otherwise');
        } catch (error) {
          askAgainAtMs = 0;
          logger.debug({ settings: name, err: error }, 'the settings could not be read');
        }
      }
      return problems.length === 0 ? { name, ok: true } : { name, ok: false, detail: problems.join(' ') };
    },
  };
};
