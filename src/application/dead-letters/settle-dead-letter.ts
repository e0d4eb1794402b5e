import type { AuditLog, AuditRecord } from '../ports/audit-log';
import type { DeadLetter, DeadLetters, Redrive } from '../ports/dead-letters';

type Ports = { deadLetters: Pick<DeadLetters, 'redrive' | 'discard'>; auditLog: AuditLog; now: () => Date };

/** `actor`: the reviewer's e-mail address, or `operator`. */
type Settle = { deadLetter: DeadLetter; actor: string };

/** Sends a dead letter on its way again, as a new message, and records who did so. */
export const redriveDeadLetter =
  ({ deadLetters, auditLog, now }: Ports) =>
  async ({ deadLetter, actor }: Settle): Promise<Redrive> => {
    let redrive: Redrive = { kind: 'unknown' };
    await auditLog.record(entryFor('dead-letter.redriven', { deadLetter, actor }, now()), async () => {
      redrive = await deadLetters.redrive(deadLetter.id);
      return redrive.kind === 'redriven';
    });
    return redrive;
  };

/** Takes a dead letter off the list for good and records who did so; false where it is gone already. */
export const discardDeadLetter =
  ({ deadLetters, auditLog, now }: Ports) =>
  async ({ deadLetter, actor }: Settle): Promise<boolean> => {
    let discarded = false;
    await auditLog.record(entryFor('dead-letter.discarded', { deadLetter, actor }, now()), async () => {
      discarded = await deadLetters.discard(deadLetter.id);
      return discarded;
    });
    return discarded;
  };

/** The original stays out of it: the audit log holds none of the applicant's data. */
const entryFor = (action: AuditRecord['action'], { deadLetter, actor }: Settle, at: Date): AuditRecord => {
  const { id, reason, registrationId } = deadLetter;
  return { at, actor, action, subject: id, detail: { reason, ...(registrationId && { registrationId }) } };
};
