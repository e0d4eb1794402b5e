import pino, { type Logger } from 'pino';

export type { Logger };

/** One JSON line for each event, on standard output. Applicants' names, addresses and reasons are never logged. */
export const createLogger = ({ service, level }: { service: string; level: string }): Logger =>
  pino({
    name: service,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.email', '*.name', '*.reason', 'applicant'],
  });
