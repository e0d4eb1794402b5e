import { expect, it } from 'vitest';
import { fillSections } from './fill-sections';

const DOCUMENT =
  'before\n<!-- bench:accept -->\nold\n<!-- /bench:accept -->\nbetween\n<!-- bench:drain -->\n<!-- /bench:drain -->\nafter\n';

it('fills the places that it has figures for, and nothing else', () => {
  const filled = fillSections(DOCUMENT, new Map([['accept', 'new']]));
  expect(filled).toBe(
    'before\n<!-- bench:accept -->\n\nnew\n\n<!-- /bench:accept -->\nbetween\n<!-- bench:drain -->\n<!-- /bench:drain -->\nafter\n',
  );
});

it('gives the same when it is filled twice', () => {
  const sections = new Map([['accept', '| $& |']]);
  expect(fillSections(fillSections(DOCUMENT, sections), sections)).toBe(fillSections(DOCUMENT, sections));
});

it('refuses a place without an end', () => {
  expect(() => fillSections('<!-- bench:accept -->\n', new Map())).toThrow('no end');
});
