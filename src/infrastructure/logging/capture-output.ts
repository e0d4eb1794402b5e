import { format } from 'node:util';
import type { Logger } from './logger';

const CONSOLE_LEVELS = {
  error: 'error',
  warn: 'warn',
  log: 'info',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
} as const;

const EXIT_OF_AN_UNCAUGHT_ERROR = 1;

/**
 * Makes everything that this process writes a line of the log: what libraries and Next print, Node's warnings, and what
 * nobody has caught, which ends the process as it would anyway. To be called before anything else happens.
 */
export const captureOutput = (logger: Logger): void => {
  for (const [method, level] of Object.entries(CONSOLE_LEVELS) as [keyof typeof CONSOLE_LEVELS, 'info'][]) {
    globalThis.console[method] = (...parts: unknown[]) => logPrinted(logger, level, parts);
  }
  captureStream(process.stdout, (line) => logger.info({ printed: true }, line));
  captureStream(process.stderr, (line) => logger.warn({ printed: true }, line));

  // Node's own listener prints; it is one like any other.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => logger.warn({ err: warning }, 'a warning of Node'));
  process.on('uncaughtException', (error, origin) => {
    logger.fatal({ err: error, origin }, 'nobody caught this');
    // Next goes on serving others after an error of one request, with a listener of its own.
    if (process.listenerCount('uncaughtException') === 1) process.exit(EXIT_OF_AN_UNCAUGHT_ERROR);
  });
};

/** An error among what is printed is described as errors are; the rest is put together as `console` would. */
const logPrinted = (logger: Logger, level: 'info', parts: unknown[]): void => {
  const error = parts.find((part) => part instanceof Error);
  const words = parts.filter((part) => part !== error);
  const text = words.length > 0 ? format(...words) : (error?.message ?? '');
  logger[level]({ printed: true, ...(error && { err: error }) }, text);
};

type Stream = NodeJS.WriteStream;
type Written = (error?: Error | null) => void;

/** What is written to the stream goes to `log` line by line; pino itself writes beside it, to the file descriptor. */
const captureStream = (stream: Stream, log: (line: string) => void): void => {
  let rest = '';
  stream.write = ((chunk: Uint8Array | string, encoding?: BufferEncoding | Written, done?: Written) => {
    const lines = (rest + textOf(chunk, encoding)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') log(line);
    const written = typeof encoding === 'function' ? encoding : done;
    if (written) process.nextTick(written);
    return true;
  }) as Stream['write'];
  process.on('exit', () => {
    if (rest.trim() !== '') log(rest);
  });
};

const textOf = (chunk: Uint8Array | string, encoding?: BufferEncoding | Written): string =>
  typeof chunk === 'string'
    ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8').toString('utf8')
    : Buffer.from(chunk).toString('utf8');
