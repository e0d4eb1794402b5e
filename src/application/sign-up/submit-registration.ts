import { type Applicant, submit } from '@/src/domain/registration';
import type { AcceptedRegistration } from '../contracts/registration-form';
import type { AcceptedKeys } from '../ports/accepted-keys';
import type { RegistrationIds } from '../ports/registration-ids';
import type { SubmissionLog } from '../ports/registration-logs';

type Ports = { ids: RegistrationIds; keys: AcceptedKeys; submissionLog: SubmissionLog; now: () => Date };

/** `key-reused`: this key was accepted with other words for the same address, so nothing was accepted now. */
export type Submission = { kind: 'accepted'; accepted: AcceptedRegistration } | { kind: 'key-reused' };

/**
 * Accepts a sign-up: it is acknowledged by the log before anybody is told so. The same form sent again with the same
 * key becomes the same registration; other words become one of their own, so that no text is dropped behind an
 * acceptance, even where nobody remembers the key. Throws `SubmissionLogUnavailable` where the log does not answer.
 */
export const submitRegistration =
  ({ ids, keys, submissionLog, now }: Ports) =>
  async (applicant: Applicant, idempotencyKey?: string): Promise<Submission> => {
    const id = ids.idFor({ idempotencyKey, applicant });
    const keyTag = idempotencyKey === undefined ? undefined : ids.keyTagFor({ idempotencyKey, applicant });
    const acceptedBefore = keyTag && (await keys.registrationOf(keyTag));
    if (acceptedBefore && acceptedBefore !== id) return { kind: 'key-reused' };

    const acceptedAt = now();
    await submissionLog.publish(submit(id, applicant, acceptedAt));
    // Only what was acknowledged is remembered: after a 503 the text may be mended and sent with the same key.
    if (keyTag && !acceptedBefore) await keys.remember(keyTag, id);
    const statusUrl = `/registrations/${id}?token=${ids.tokenFor(id, acceptedAt)}`;
    return { kind: 'accepted', accepted: { registrationId: id, statusUrl } };
  };
