import { expect, it } from 'vitest';
import { isolate } from './isolate';

it('keeps the direction of a text to itself', () => {
  expect(isolate('محمد')).toBe('\u2068محمد\u2069');
});

it.each([
  ['ends an isolate of nobody', 'Ana\u2069 Lima', '\u2068Ana Lima\u2069'],
  ['leaves an isolate open', 'Ana \u2067Lima', '\u2068Ana \u2067Lima\u2069\u2069'],
  ['does both', '\u2069\u2066x\u2069\u2069\u2068y', '\u2068\u2066x\u2069\u2068y\u2069\u2069'],
])('holds together what %s', (_, text, isolated) => {
  expect(isolate(text)).toBe(isolated);
});
