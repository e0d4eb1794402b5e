import { z } from 'zod';
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

/** What a text looks like to its readers, before how long it is: the first fault that a person can mend. */
export const findTextFault = (text: string, shape: TextShape): TextFault | undefined => {
  const refused = findRefusedCharacter(text, shape);
  if (refused) return { code: 'invalid_characters', ...refused };
  const overloaded = findOverloadedLetter(text);
  return overloaded === undefined ? undefined : { code: 'too_many_marks', position: overloaded };
};

/** A text that is tidied and then checked; the first fault is the issue, and its `params` are the `TextFault`. */
export const checkedText = (
  tidy: (typed: string) => string,
  findFault: (text: string) => TextFault | undefined,
) =>
  z
    .string()
    .transform(tidy)
    .superRefine((text, context) => {
      const fault = findFault(text);
      if (fault) context.addIssue({ code: 'custom', message: fault.code, params: fault });
    });

/** The fault behind an issue of any contract here. */
export const faultOf = ({ message, ...issue }: { message: string; params?: unknown }): TextFault => ({
  ...(issue.params as TextFault | undefined),
  code: message,
});

export const isTooLong = (text: string, mostCharacters: number): boolean => lengthOf(text) > mostCharacters;
