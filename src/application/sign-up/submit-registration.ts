import { emailKeyOf } from '@/src/domain/email';
import { submit } from '@/src/domain/registration';
import type { AcceptedRegistration, RegistrationForm } from '../contracts/registration-form';
import type { RegistrationIds } from '../ports/registration-ids';
import type { SubmissionLog } from '../ports/registration-logs';

type Ports = { ids: RegistrationIds; submissionLog: SubmissionLog; now: () => Date };

/**
 * Accepts a sign-up: it is acknowledged by the log before anybody is told so. The same form sent again with the same
 * key becomes the same registration. Throws `SubmissionLogUnavailable` where the log does not answer.
 */
export const submitRegistration =
  ({ ids, submissionLog, now }: Ports) =>
  async (form: RegistrationForm, idempotencyKey?: string): Promise<AcceptedRegistration> => {
    const acceptedAt = now();
    const id = ids.idFor({ idempotencyKey, emailKey: emailKeyOf(form.email) });
    await submissionLog.publish(submit(id, form, acceptedAt));
    return {
      registrationId: id,
      statusUrl: `/registrations/${id}?token=${ids.tokenFor(id, acceptedAt)}`,
    };
  };
