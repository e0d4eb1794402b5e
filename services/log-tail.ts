import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

import { systemCodeOf } from './launch-error';

const telling = /ERROR|FATAL|PANIC|Exception|Error:|Could not|Cannot|refused|denied|No space/;
const mostBytes = 256 * 1024;
const largestLogBytes = 20 * 1024 * 1024;

/** How long the log is now, in bytes; 0 where there is none yet. */
export const logSize = (logFile: string): number => statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;

/** Sets a log of more than 20 MiB aside as `….1`; the one that was there goes. Only while nobody writes to it. */
export const setLargeLogAside = (logFile: string): void => {
  if (logSize(logFile) > largestLogBytes) renameSync(logFile, `${logFile}.1`);
};

/** What was logged since the log was `from` bytes long, at most the last 256 KiB of it. */
export const logSince = (logFile: string, from: number): string => {
  try {
    const file = openSync(logFile, 'r');
    try {
      const { size } = fstatSync(file);
      const start = Math.max(from, size - mostBytes);
      const bytes = Buffer.alloc(Math.max(size - start, 0));
      readSync(file, bytes, 0, bytes.length, start);
      return bytes.toString('utf8');
    } finally {
      closeSync(file);
    }
  } catch (failure) {
    if (systemCodeOf(failure) === 'ENOENT') return '';
    throw failure;
  }
};

/** The up to three lines of a log that say why, each cut to 300 characters; else the last lines. */
export const tellingLines = (log: string): string[] => {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const causes = lines.filter((line) => telling.test(line));
  return (causes.length > 0 ? causes : lines).slice(-3).map((line) => line.slice(0, 300));
};
