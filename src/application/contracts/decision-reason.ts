import { hasVisibleCharacter } from '@/src/domain/invisible-characters';
import { tidyLines } from '@/src/domain/tidy-text';
import { findTextFault, isTooLong, type TextFault, type TextRule } from './text-rule';

/** The longest reason of a decision, in characters (code points). */
const MOST_CHARACTERS = 1_000;

const findReasonFault = (reason: string): TextFault | undefined => {
  if (isTooLong(reason, MOST_CHARACTERS)) return { code: 'too_long' };
  const fault = findTextFault(reason, 'lines');
  if (fault) return fault;
  return reason && !hasVisibleCharacter(reason) ? { code: 'nothing_to_read' } : undefined;
};

/** The reason of a decision, which the applicant reads. An empty one is no reason. */
export const DECISION_REASON: TextRule = { tidy: tidyLines, findFault: findReasonFault };
