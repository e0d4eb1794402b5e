/** Who did what to what, and when. `detail` holds none of the applicant's data. */
export type AuditRecord = {
  at: Date;
  /** The reviewer's e-mail address, `operator` for a command, `unknown` for a sign-in that belongs to nobody. */
  actor: string;
  action:
    | 'dead-letter.redriven'
    | 'dead-letter.discarded'
    | 'sign-in.succeeded'
    | 'sign-in.failed'
    | 'sign-out'
    | 'password.changed'
    | 'account.activated'
    | 'account.renamed'
    | 'account.signed-out-everywhere'
    | 'account-link.copied'
    | 'mail.tried-again';
  subject: string;
  detail: Record<string, string>;
};

/** The record of what people did; entries are only ever added. */
export type AuditLog = {
  /**
   * Acts, with the entry written around it: it stays only if acting answers true. Nothing is done while the log cannot
   * be written, so that no action goes unrecorded. Acting may take 60 s. Rejects with what acting threw, or where the
   * log is away; in the last case acting may have happened, so it must be safe to repeat.
   */
  record(entry: AuditRecord, act: () => Promise<boolean>): Promise<void>;
};
