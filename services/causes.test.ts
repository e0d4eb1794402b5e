import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { majorVersion } from './java';
import { logSince, setLargeLogAside, tellingLines } from './log-tail';
import { mavenCause } from './maven-build';
import { requireSupportedPlatform } from './platform';
import { missingParts } from './whole-product';
import { temporaryHome } from './test-support/temporary-home';

test('reads the major version from what Java says, old and new', () => {
  expect(majorVersion('openjdk version "17.0.15" 2025-04-15')).toBe(17);
  expect(majorVersion('java version "1.8.0_392"')).toBe(8);
  expect(majorVersion('something else')).toBe(0);
});

test('takes the first error of Maven, without colours and marks', () => {
  const output = 'noise\n\u001B[1m[ERROR]\u001B[m Could not find artifact org.x:y.\n[ERROR] -> [Help 1]\n';
  expect(mavenCause(output)).toBe('Could not find artifact org.x:y');
  expect(mavenCause('')).toBe('it gave no reason');
});

test('shows the lines of a log that say why, else its last ones', () => {
  const log = ['INFO starting', 'ERROR port in use', 'INFO stopping', 'INFO bye'].join('\n');
  expect(tellingLines(log)).toEqual(['ERROR port in use']);
  expect(tellingLines('one\ntwo\nthree\nfour\n')).toEqual(['two', 'three', 'four']);
});

test('sends people on other machines to docker compose, unless no server has to be started', () => {
  expect(() => requireSupportedPlatform(['redis'], 'win32', 'x64')).toThrow(/win32-x64.*docker compose/);
  expect(() => requireSupportedPlatform([], 'win32', 'x64')).not.toThrow();
  expect(() => requireSupportedPlatform(['redis'], 'darwin', 'arm64')).not.toThrow();
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

test('names the parts that the product says are missing', () => {
  expect(missingParts(503, '{"failing":["redis","orchestrator"]}')).toBe('redis, orchestrator not ready.');
  expect(missingParts(500, 'oops')).toBe('the health check answers 500 oops');
});
