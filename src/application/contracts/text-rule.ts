import {
  findOverloadedLetter,
  findRefusedCharacter,
  type RefusedCharacter,
  type TextShape,
} from '@/src/domain/text';
import { lengthOf } from '@/src/domain/tidy-text';

/**
 * Why a text was refused: a code that pages translate. `position` is that of the character, as a person counts them,
 * from 1; `kind` says more of the fault than its code, and `codePoint` which character it was, as `U+200B`.
 */
export type TextFault = {
  code: string;
  kind?: string;
  position?: number;
  codePoint?: RefusedCharacter['codePoint'];
};

/**
 * How a text that somebody typed is tidied, and why the tidied one is refused. Pages check by the rules alone; the
 * contracts are made of the same ones (`text-field`), with a library that is too heavy for a page.
 */
export type TextRule = {
  tidy: (typed: string) => string;
  findFault: (tidied: string) => TextFault | undefined;
};

/** What a text looks like to its readers, before how long it is: the first fault that a person can mend. */
export const findTextFault = (text: string, shape: TextShape): TextFault | undefined => {
  const refused = findRefusedCharacter(text, shape);
  if (refused) return { code: 'invalid_characters', ...refused };
  const overloaded = findOverloadedLetter(text);
  return overloaded === undefined ? undefined : { code: 'too_many_marks', position: overloaded };
};

type ReadableText = Pick<TextRule, 'tidy'> & {
  shape: TextShape;
  /** Counted in code points. */
  mostCharacters: number;
  isReadable: (text: string) => boolean;
  /** An empty one is refused. */
  isRequired: boolean;
};

/** The rule of a text that people read. Its length is looked at first: the rest takes its time over each character. */
export const readableText = ({
  tidy,
  shape,
  mostCharacters,
  isReadable,
  isRequired,
}: ReadableText): TextRule => ({
  tidy,
  findFault: (text) => {
    if (!text) return isRequired ? { code: 'required' } : undefined;
    if (lengthOf(text) > mostCharacters) return { code: 'too_long' };
    return findTextFault(text, shape) ?? (isReadable(text) ? undefined : { code: 'nothing_to_read' });
  },
});
