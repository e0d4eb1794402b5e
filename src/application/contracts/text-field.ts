import { z } from 'zod';
import type { TextFault, TextRule } from './text-rule';

/** A text that is tidied and then checked; the first fault is the issue, and its `params` are the `TextFault`. */
export const checkedText = ({ tidy, findFault }: TextRule) =>
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
