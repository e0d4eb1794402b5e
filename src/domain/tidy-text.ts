import { isNeededAt } from './invisible-characters';

/**
 * A one-line text such as a name, as it is kept: NFC, without soft hyphens, and without white space, direction marks
 * and other invisible characters at its ends, as they come along when a text is copied.
 */
export const tidyLine = (text: string): string =>
  withoutEnds(withoutSoftHyphens(text), { start: LINE_START, end: LINE_END }).normalize('NFC');

/** A text of several lines. Direction isolates belong to the words that they enclose, and stay. */
export const tidyLines = (text: string): string => {
  const lines = withoutSoftHyphens(text.replace(/\r\n?/g, '\n'));
  return withoutEnds(lines, { start: ENDS, end: ENDS }).normalize('NFC');
};

/** How long a text is: its code points, so that a letter counts once in every script. */
export const lengthOf = (text: string): number => [...text].length;

const withoutSoftHyphens = (text: string): string => text.replaceAll('\u00ad', '');

const ENDS = /[\p{White_Space}\u061c\u200b\u200e\u200f\u2060\u2800\ufeff]/u;
// What opens a direction at the start and closes it at the end, as chats put around a name that is copied.
const LINE_START = /[\p{White_Space}\u061c\u200b\u200e\u200f\u2060\u2800\ufeff\u202a\u202b\u2066-\u2068]/u;
const LINE_END = /[\p{White_Space}\u061c\u200b\u200e\u200f\u2060\u2800\ufeff\u202c\u2069]/u;
const JOINER = /[\u200c\u200d]/;

// Walks from both ends: a regular expression would look at a run of white space in the middle once for each of its
// characters. All that is stripped is one UTF-16 unit wide.
const withoutEnds = (text: string, { start, end }: { start: RegExp; end: RegExp }): string => {
  const strips = (index: number, ends: RegExp): boolean => {
    const unit = text.charAt(index);
    return ends.test(unit) || (JOINER.test(unit) && !isNeededAt(text, index));
  };
  let from = 0;
  let to = text.length;
  while (from < to && strips(from, start)) from += 1;
  while (to > from && strips(to - 1, end)) to -= 1;
  return text.slice(from, to);
};
