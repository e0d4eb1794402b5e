import type { DecisionFact, Facts } from './facts';
import type { StoreClients } from './store-clients';

const PAGE = 5_000;

type Document = { status: string; name?: string; email?: string };

/** Every document with its version; what was written a moment ago is made visible first. */
export const readDocuments = async ({ elasticsearch }: StoreClients): Promise<Facts['documents']> => {
  const documents: Facts['documents'] = new Map();
  await elasticsearch.indices.refresh({ index: 'registrations' });
  for (let after: string | undefined; ;) {
    const { hits } = await elasticsearch.search<Document>({
      index: 'registrations',
      size: PAGE,
      version: true,
      sort: [{ registrationId: 'asc' }],
      ...(after && { search_after: [after] }),
    });
    for (const { _id, _version, _source } of hits.hits) {
      if (_id === undefined || !_source) continue;
      const complete = _source.name !== undefined && _source.email !== undefined;
      documents.set(_id, { status: _source.status, version: _version ?? 0, complete });
    }
    after = hits.hits.at(-1)?._id;
    if (hits.hits.length < PAGE) return documents;
  }
};

const PENDING = '{portaria}:pending';
const EMAILS = '{portaria}:pending:emails';

export const readPending = async ({ redis }: StoreClients): Promise<Facts['pending']> => {
  const positions = await redis.zrange(PENDING, '0', '-1');
  const entries: string[] = [];
  for await (const keys of redis.scanStream({ match: `${PENDING}:*`, count: 1_000 }) as AsyncIterable<
    string[]
  >) {
    entries.push(...keys.filter((key) => key !== EMAILS).map((key) => key.slice(PENDING.length + 1)));
  }
  return {
    listed: positions.map((position) => position.slice(position.indexOf(':') + 1)),
    // A scan may show a key twice.
    entries: [...new Set(entries)],
    claims: new Map(Object.entries(await redis.hgetall(EMAILS))),
  };
};

type DecisionRow = {
  registration_id: string;
  verdict: string;
  decided_by: string;
  decided_at: Date;
  duplicate_of: string | null;
};

export const readPostgres = async ({
  postgres,
}: StoreClients): Promise<Pick<Facts, 'decisions' | 'accounts' | 'audited'>> => {
  const decisions = await postgres.query<DecisionRow>('SELECT * FROM decisions');
  const accounts = await postgres.query<{ registration_id: string; email: string }>(
    'SELECT registration_id, email FROM accounts WHERE registration_id IS NOT NULL',
  );
  const audited = await postgres.query<{ subject: string }>(
    "SELECT subject FROM audit_log WHERE action LIKE 'registration.%'",
  );
  return {
    decisions: new Map(decisions.rows.map((row) => [row.registration_id, decisionOf(row)])),
    accounts: accounts.rows.map((row) => ({ registrationId: row.registration_id, email: row.email })),
    audited: audited.rows.map(({ subject }) => subject),
  };
};

const decisionOf = ({ verdict, decided_by, decided_at, duplicate_of }: DecisionRow): DecisionFact => ({
  verdict,
  decidedBy: decided_by,
  decidedAt: decided_at.toISOString(),
  duplicateOf: duplicate_of ?? undefined,
});
