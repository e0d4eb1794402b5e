import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { systemCodeOf } from './launch-error';

const CAUSE = /ERROR|FATAL|PANIC|Exception|Error:|Could not|Cannot|refused|denied|No space/;
const MOST_READ_BYTES = 256 * 1024;
const LARGEST_LOG_BYTES = 20 * 1024 * 1024;

/** How long the log is now, in bytes; 0 where there is none yet. */
export const logSize = (logFile: string): number => statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;

/** Sets a log of more than 20 MiB aside as `….1`; the one that was there goes. Only while nobody writes to it. */
export const setLargeLogAside = (logFile: string): void => {
  if (logSize(logFile) > LARGEST_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
};

/** What was logged since the log was `from` bytes long, at most the last 256 KiB of it. */
export const logSince = (logFile: string, from: number): string => {
  try {
    const file = openSync(logFile, 'r');
    try {
      const { size } = fstatSync(file);
      const start = Math.max(from, size - MOST_READ_BYTES);
      const bytes = Buffer.alloc(Math.max(size - start, 0));
      readSync(file, bytes, 0, bytes.length, start);
      return bytes.toString('utf8');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return '';
    throw error;
  }
};

/** The up to three lines of a log that say why, each cut to 300 characters; else the last lines. */
export const causeLines = (log: string): string[] => {
  const lines = log
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(wordsOf);
  const causes = lines.filter((line) => CAUSE.test(line));
  return (causes.length > 0 ? causes : lines).slice(-3).map((line) => line.slice(0, 300));
};

const logLine = z.object({
  msg: z.string(),
  err: z.object({ type: z.string(), message: z.string() }).optional(),
});

/** What a line of the product's log, which is JSON, says to people; any other line as it is. */
const wordsOf = (line: string): string => {
  if (!line.startsWith('{')) return line;
  const { data } = z.preprocess(parseJson, logLine).safeParse(line);
  if (!data) return line;
  return data.err ? `${data.msg}: ${data.err.type}: ${data.err.message}` : data.msg;
};

const parseJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
};

type Follow = { name: string; logFile: string; say: (line: string) => void; signal: AbortSignal };

/** Shows what is added to a log from now on, each line under the name of its process, until the abort. */
export const followLog = async ({ name, logFile, say, signal }: Follow): Promise<void> => {
  let from = logSize(logFile);
  let rest = '';
  while (!signal.aborted) {
    const size = logSize(logFile);
    if (size > from) {
      const lines = (rest + logSince(logFile, from)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) say(`${name.padEnd(12)} │ ${line}`);
    }
    from = size;
    await sleep(200, undefined, { ref: false });
  }
};
