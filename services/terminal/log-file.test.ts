import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryHome } from '../test-support/temporary-home';
import { causeLines, logSince, setLargeLogAside } from './log-file';

test('shows the lines of a log that say why, else its last ones', () => {
  const log = ['INFO starting', 'ERROR port in use', 'INFO stopping', 'INFO bye'].join('\n');
  expect(causeLines(log)).toEqual(['ERROR port in use']);
  expect(causeLines('one\ntwo\nthree\nfour\n')).toEqual(['two', 'three', 'four']);
});

test('reads what was added to a log, and sets a large one aside', () => {
  const { home, remove } = temporaryHome();
  const log = path.join(home, 'web.log');
  expect(logSince(log, 0)).toBe('');
  writeFileSync(log, 'before after');
  expect(logSince(log, 7)).toBe('after');
  setLargeLogAside(log);
  expect(existsSync(log)).toBe(true);
  truncateSync(log, 21 * 1024 * 1024);
  setLargeLogAside(log);
  expect([existsSync(log), existsSync(`${log}.1`)]).toEqual([false, true]);
  remove();
});
