import { isInvisible, isNeededAt } from './invisible-characters';

/**
 * A character that a text may not hold. `position` counts what a person sees, from 1; `codePoint` is written `U+200B`.
 * `line`: a line break or a tab where there is one line; `direction`: a mark, an override or an isolate that changes the
 * direction of what follows; `broken`: half of a surrogate pair, which UTF-8 cannot hold.
 */
export type RefusedCharacter = {
  position: number;
  codePoint: string;
  kind: 'line' | 'control' | 'direction' | 'invisible' | 'broken';
};

/** One line, such as a name, or several, such as a reason. */
export type TextShape = 'line' | 'lines';

/**
 * The first character of a tidied text that would make it look like another one, hide something in it, or break a
 * terminal or a log (Unicode TR 36): controls, direction marks, and invisible characters that no script needs there.
 */
export const findRefusedCharacter = (text: string, shape: TextShape): RefusedCharacter | undefined => {
  for (const { 0: character, index } of text.matchAll(SUSPECT)) {
    if (WELCOME[shape].test(character)) continue;
    if (isInvisible(character) && isNeededAt(text, index)) continue;
    return { position: positionAt(text, index), codePoint: codePointOf(character), kind: kindOf(character) };
  }
  return undefined;
};

/** As many as the longest stack that is written: eight on one letter, in Tibetan. */
const MOST_MARKS = 8;

/** The position of the first letter, counted as above, that carries more marks than any script puts on one. */
export const findOverloadedLetter = (text: string): number | undefined => {
  for (const { 0: letter, index } of text.matchAll(LETTER_WITH_MARKS)) {
    // Counted decomposed, so that a letter that exists with its accent has no more room than another.
    const marks = letter.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;
    if (marks > MOST_MARKS) return positionAt(text, index);
  }
  return undefined;
};

const SUSPECT = /[\p{Cc}\p{Surrogate}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
// A name takes no direction marks: it is one run of text, which every page isolates.
const WELCOME: Record<TextShape, RegExp> = {
  line: /(?!)/,
  lines: /[\t\n\u2028\u2029\u061c\u200e\u200f\u2066-\u2069]/,
};
const LETTER_WITH_MARKS = /[^\p{M}]?[\p{M}\u200c\u200d]+/gu;

const positionAt = (text: string, index: number): number => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  return [...graphemes.segment(text.slice(0, index))].length + 1;
};

const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const kindOf = (character: string): RefusedCharacter['kind'] => {
  if (/\p{Surrogate}/u.test(character)) return 'broken';
  if (/[\t-\r\u0085\u2028\u2029]/.test(character)) return 'line';
  if (/\p{Cc}/u.test(character)) return 'control';
  return /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character) ? 'direction' : 'invisible';
};
