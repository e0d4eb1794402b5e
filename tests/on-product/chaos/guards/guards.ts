import { commitBeforeBulk } from './commit-before-bulk';
import { externalVersion } from './external-version';
import type { Guard } from './guard';
import { persistentMessages } from './persistent-messages';
import { primaryKey } from './primary-key';
import { tombstone } from './tombstone';

/** The guards whose absence must be noticed. The last one cannot be put back. */
export const GUARDS: readonly Guard[] = [
  tombstone,
  persistentMessages,
  externalVersion,
  commitBeforeBulk,
  primaryKey,
];
