import type { RegistrationId } from '@/src/domain/registration';

/** Ids and private links. Both are derived with a secret, so that neither needs a look-up. No call waits or fails. */
export type RegistrationIds = {
  /** The same key and e-mail key give the same id, always; without a key the id is random. */
  idFor(request: { idempotencyKey?: string; emailKey: string }): RegistrationId;
  /** A token for the private link; it carries the time of acceptance (ms precision). */
  tokenFor(id: RegistrationId, acceptedAt: Date): string;
  /** The time of acceptance if the token was issued for this id, else undefined. Takes the same time for any wrong token. */
  readToken(id: RegistrationId, token: string): Date | undefined;
};
