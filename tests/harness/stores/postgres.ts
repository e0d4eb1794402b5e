import type { Stores } from './stores';

type AccountRow = {
  id: string;
  registration_id: string;
  name: string;
  email: string;
  created_at: Date;
};
type DecisionRow = {
  registration_id: string;
  verdict: string;
  reason: string | null;
  decided_by: string;
  decided_at: Date;
};

export const accountsFor = async ({ postgres }: Stores, registrationIds: string[]): Promise<AccountRow[]> => {
  const query = 'SELECT * FROM accounts WHERE registration_id = ANY($1::uuid[])';
  return (await postgres.query<AccountRow>(query, [registrationIds])).rows;
};

export const decisionsFor = async (
  { postgres }: Stores,
  registrationIds: string[],
): Promise<DecisionRow[]> => {
  const query = 'SELECT * FROM decisions WHERE registration_id = ANY($1::uuid[])';
  return (await postgres.query<DecisionRow>(query, [registrationIds])).rows;
};

type AuditRow = { actor: string; action: string; subject: string; detail: object; at: Date };

/** What was done to the given subjects, in order. */
export const auditRowsFor = async ({ postgres }: Stores, subjects: string[]): Promise<AuditRow[]> => {
  const query =
    'SELECT actor, action, subject, detail, at FROM audit_log WHERE subject = ANY($1) ORDER BY id';
  return (await postgres.query<AuditRow>(query, [subjects])).rows;
};

/** The tables of every schema in which some column of some row holds the text. */
export const tablesThatHold = async ({ postgres }: Stores, text: string): Promise<string[]> => {
  const { rows } = await postgres.query<{ table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const holding: string[] = [];
  for (const { table } of rows) {
    const found = await postgres.query(`SELECT 1 FROM ${table} t WHERE position($1 IN t::text) > 0 LIMIT 1`, [
      text,
    ]);
    if (found.rowCount) holding.push(table);
  }
  return holding;
};
