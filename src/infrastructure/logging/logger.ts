import pino, { type Logger } from 'pino';
import { describeError } from './describe-error';

export type { Logger };

/** What JSON leaves as it is, though some readers end a line there and terminals obey it. */
const ENDS_A_LINE_SOMEWHERE = /[\u007f-\u009f\u2028\u2029]/g;

/** Writes one line; standard output where nothing else is said. */
type Destination = { write(line: string): void };

/**
 * One JSON object on one line for each event, whatever is in it. Applicants' names, addresses and reasons are never
 * logged, and of errors only what `describeError` keeps.
 */
export const createLogger = (
  { service, level }: { service: string; level: string },
  destination: Destination = pino.destination({ dest: 1, sync: true }),
): Logger =>
  pino(
    {
      name: service,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      hooks: { logMethod: withOwnWords },
      redact: ['*.email', '*.name', '*.reason', 'applicant'],
    },
    { write: (line: string) => destination.write(line.replace(ENDS_A_LINE_SOMEWHERE, asEscape)) },
  );

/** Without words of the caller pino would take the error's own, whole. */
function withOwnWords(this: Logger, parts: unknown[], log: (...parts: unknown[]) => void): void {
  const [first] = parts;
  const error = first instanceof Error ? first : (first as { err?: unknown } | undefined)?.err;
  if (parts.length === 1 && error instanceof Error)
    log.call(this, first instanceof Error ? { err: first } : first, describeError(error).message);
  else log.apply(this, parts);
}

const asEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
