import { hasVisibleCharacter } from '@/src/domain/invisible-characters';
import { tidyLines } from '@/src/domain/tidy-text';
import { readableText } from './text-rule';

/** The reason of a decision, which the applicant reads. An empty one is no reason. */
export const DECISION_REASON = readableText({
  tidy: tidyLines,
  shape: 'lines',
  mostCharacters: 1_000,
  isReadable: hasVisibleCharacter,
  isRequired: false,
});
