/**
 * How often the work on a message was begun and neither succeeded nor failed: a message that ends its process leaves
 * nothing but this count. It is written before the work and settled after it, or as soon as the process has outlived it.
 */
export type DeliveryAttempts = {
  counts(messageIds: readonly string[]): Promise<number[]>;
  begin(messageIds: readonly string[]): Promise<void>;
  settle(messageIds: readonly string[]): Promise<void>;
};

/** From this count on a message is worked on alone, so that its neighbours are not blamed. */
export const ALONE_FROM = 2;

/** A message that was begun this often and never ended is not tried again. */
export const MOST_ATTEMPTS = 5;

export const POISON_REASON = `its processing began ${MOST_ATTEMPTS} times and ended the process each time`;
