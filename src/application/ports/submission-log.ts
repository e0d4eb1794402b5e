import type { SubmittedRegistration } from '@/src/domain/registration';

/** The durable log into which the access API puts every accepted registration. */
export type SubmissionLog = {
  /**
   * Resolves once the log has acknowledged the registration durably. Rejects with `SubmissionLogUnavailable`
   * within its deadline otherwise: the outcome is then unknown, and publishing it again is safe.
   */
  publish(registration: SubmittedRegistration): Promise<void>;
};

export class SubmissionLogUnavailable extends Error {
  constructor(cause: unknown) {
    super('the submission log did not acknowledge in time', { cause });
    this.name = 'SubmissionLogUnavailable';
  }
}
