import type { BadEnds } from '../ports/delivery-attempts';

/** From this many bad ends on a message is worked on alone, so that its neighbours are not blamed. */
const ALONE_FROM = 2;

/** From this many bad ends on a message is not tried again. */
export const DEAD_LETTER_FROM = 5;

/** How a message is to be handled: with the others, alone, or not at all any more. */
export type Handling = 'in-batch' | 'alone' | 'dead-letter';

/** The one policy for poison messages. `badEnds`: how often the work on the message ended badly (`countedEnds`). */
export const handlingAfter = (badEnds: number): Handling => {
  if (badEnds >= DEAD_LETTER_FROM) return 'dead-letter';
  return badEnds >= ALONE_FROM ? 'alone' : 'in-batch';
};

/** Bad ends in company lead to isolation and no further: only those of a message that was alone can condemn it. */
export const countedEnds = ({ together, alone }: BadEnds): number => Math.min(together, ALONE_FROM) + alone;

export const POISON_REASON = `${DEAD_LETTER_FROM} times its processing ended the process, or failed for no fault of a store`;
