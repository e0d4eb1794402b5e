/** The effects that a decision has outside Postgres; each is a row of the outbox until it is done. */
export const PUBLISH = 'publish';
export const TAKE_OFF_LIST = 'take off list';

export const EFFECTS = [PUBLISH, TAKE_OFF_LIST];

export type Effect = typeof PUBLISH | typeof TAKE_OFF_LIST;

/** Where Postgres says that something was added. */
export const OUTBOX_CHANNEL = 'portaria_outbox';
