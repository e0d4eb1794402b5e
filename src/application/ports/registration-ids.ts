import type { Applicant, RegistrationId } from '@/src/domain/registration';

/** Ids and private links. All are derived with a secret, so that none needs a look-up. No call waits or fails. */
export type RegistrationIds = {
  /** The same key, e-mail key, name and reason give the same id, always; without a key the id is random. */
  idFor(request: { idempotencyKey?: string; applicant: Applicant }): RegistrationId;
  /** Names a key as one address used it, whatever the words; it tells neither of them. */
  keyTagFor(request: { idempotencyKey: string; applicant: Applicant }): string;
  /** A token for the private link; it carries the time of acceptance (ms precision). */
  tokenFor(id: RegistrationId, acceptedAt: Date): string;
  /** The time of acceptance if the token was issued for this id, else undefined. Takes the same time for any wrong token. */
  readToken(id: RegistrationId, token: string): Date | undefined;
};
