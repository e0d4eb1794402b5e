/** From this many unfinished attempts on a message is worked on alone, so that its neighbours are not blamed. */
const ALONE_FROM = 2;

/** From this many unfinished attempts on a message is not tried again. */
export const DEAD_LETTER_FROM = 5;

/** How a message is to be handled: with the others, alone, or not at all any more. */
export type Handling = 'in-batch' | 'alone' | 'dead-letter';

/**
 * The one policy for poison messages. `unfinishedAttempts`: how often the work on the message was begun and neither
 * succeeded nor failed, which is what a message leaves that ends its process.
 */
export const handlingAfter = (unfinishedAttempts: number): Handling => {
  if (unfinishedAttempts >= DEAD_LETTER_FROM) return 'dead-letter';
  return unfinishedAttempts >= ALONE_FROM ? 'alone' : 'in-batch';
};

export const POISON_REASON = `its processing began ${DEAD_LETTER_FROM} times and ended the process each time`;
