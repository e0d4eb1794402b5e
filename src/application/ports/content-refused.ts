const CONTENT_REFUSED = 'CONTENT_REFUSED';

/**
 * A store will never take this for what it holds: trying again is of no use, and whatever else goes with it may be fine.
 * The message tells which store and why, and never repeats the content.
 */
export class ContentRefused extends Error {
  override name = 'ContentRefused';
  readonly code = CONTENT_REFUSED;
}
