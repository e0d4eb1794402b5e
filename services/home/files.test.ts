import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryHome } from '../test-support/temporary-home';
import { contentHash } from './files';

let place: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  place = temporaryHome();
  mkdirSync(path.join(place.home, 'src'));
  writeFileSync(path.join(place.home, 'src', 'a.ts'), 'one');
  writeFileSync(path.join(place.home, 'other.txt'), 'not an input');
});
afterEach(() => place.remove());

const hash = (): string => contentHash(place.home, ['src', 'missing.ts']);

test('stays the same while the inputs do', () => {
  const before = hash();
  writeFileSync(path.join(place.home, 'other.txt'), 'changed');
  expect(hash()).toBe(before);
});

test.each<[string, (home: string) => void]>([
  ['changed', (home) => writeFileSync(path.join(home, 'src', 'a.ts'), 'two')],
  ['renamed', (home) => renameSync(path.join(home, 'src', 'a.ts'), path.join(home, 'src', 'b.ts'))],
  ['removed', (home) => rmSync(path.join(home, 'src', 'a.ts'))],
  ['added', (home) => writeFileSync(path.join(home, 'missing.ts'), '')],
])('differs when an input is %s', (_what, change) => {
  const before = hash();
  change(place.home);
  expect(hash()).not.toBe(before);
});
