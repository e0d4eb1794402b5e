import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GUARDS } from './guards';
import { patchOnce } from './patched-bundle';

const patches = GUARDS.flatMap(({ name, patched }) =>
  (patched?.patches ?? []).map((patch) => ({ name, patch })),
);

it.each(patches)('the guard $name is still where $patch.file is patched', ({ patch }) => {
  const source = readFileSync(patch.file, 'utf8');
  expect(patchOnce(source, patch) === source).toBe(false);
});

it('refuses a place that is missing or not the only one', () => {
  const patch = { file: 'x.ts', find: 'b', replace: 'c' };
  expect(patchOnce('abd', patch)).toBe('acd');
  expect(() => patchOnce('ad', patch)).toThrow('x.ts has changed');
  expect(() => patchOnce('abab', patch)).toThrow('x.ts has changed');
});
