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

test('shows what a line of JSON says, not the JSON', () => {
  const log = [
    '{"level":30,"msg":"started"}',
    '{"level":60,"msg":"nobody caught this","err":{"type":"TypeError","message":"x is not a function"}}',
    '{"level":40,"msg":"The environment does not fit. PORT: Invalid"}',
  ].join('\n');
  expect(causeLines(log)).toEqual(['nobody caught this: TypeError: x is not a function']);
  expect(causeLines(log.split('\n')[2]!)).toEqual(['The environment does not fit. PORT: Invalid']);
  expect(causeLines('{"half":')).toEqual(['{"half":']);
});
