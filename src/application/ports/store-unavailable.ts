export const STORE_UNAVAILABLE = 'STORE_UNAVAILABLE';

/**
 * A store is away, too slow or refuses for the moment: the same request may succeed later. Adapters throw it, or an
 * error that extends it. It is told by its code, because the web's bundles each hold a copy of the class, which
 * `instanceof` would not know.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
  readonly code = STORE_UNAVAILABLE;
}
