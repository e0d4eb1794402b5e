import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import type { ReviewerSession } from '@/tests/harness/reviewer-session';
import { percentile } from '@/tests/harness/statistics';
import { ownDatabase } from '@/tests/harness/stores/own-database';
import { withStoreClients } from '@/tests/invariants/store-clients';
import { applicants } from '../generator/sign-ups';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { approveMany, approveOne } from '../run/decide';
import { addPending, pendingIds } from '../run/pending';
import { signInReviewer } from '../run/reviewer';

/** Decisions with all that they entail, one by one and in bulk, against one statement that only inserts accounts. */
export const decisions: Measure = {
  name: 'decisions',
  title: 'Decisions',
  runs: 'always',
  on: 'product',
  run: async (bench) => {
    const { sizes, reporter } = bench;
    const figures = new Figures();
    const needed = (sizes.singleDecisions + sizes.bulkDecisions) * sizes.repeats;
    await reporter.onStep(`${needed} sign-ups to decide`, () => addPending(bench, needed));
    const session = await signInReviewer(bench);
    const ids = await pendingIds(session);
    const database = await ownDatabase({ addresses: bench.product.inUse });
    const raw = connectPostgres(database.url);
    // The connection is there before the clock runs, as the product's is.
    await raw.account.count();
    try {
      for (let repeat = 1; repeat <= sizes.repeats; repeat += 1) {
        const of = `${repeat} of ${sizes.repeats}`;
        const [one, bulk] = [ids.splice(0, sizes.singleDecisions), ids.splice(0, sizes.bulkDecisions)];
        await reporter.onStep(`${one.length} decisions one by one, ${of}`, () =>
          measureOneByOne(bench, { session, ids: one, figures }),
        );
        await reporter.onStep(`${bulk.length} in bulk, ${of}`, () =>
          measureBulk(bench, { session, ids: bulk, figures }),
        );
        await reporter.onStep(`${bulk.length} accounts by one createMany, ${of}`, () =>
          measureRaw(raw, sizes.bulkDecisions, figures),
        );
      }
    } finally {
      await raw.$disconnect();
      await database.drop();
    }
    return figures.all();
  },
};

type Batch = { session: ReviewerSession; ids: string[]; figures: Figures };

const measureOneByOne = async (bench: Bench, { session, ids, figures }: Batch): Promise<void> => {
  const took: number[] = [];
  for (const id of ids) took.push(await approveOne(bench, session, id));
  const named = { arm: 'A', unit: 'ms' } as const;
  figures.add({ ...named, key: 'decisions.one.p50', title: 'one approval, p50' }, percentile(took, 0.5));
  figures.add({ ...named, key: 'decisions.one.p99', title: 'one approval, p99' }, percentile(took, 0.99));
};

const measureBulk = async (bench: Bench, { session, ids, figures }: Batch): Promise<void> => {
  const tookMs = await approveMany(session, ids);
  await requireAccounts(bench, ids);
  const title = `${ids.length} approvals in bulk`;
  figures.add({ key: 'decisions.bulk', title, arm: 'A', unit: 'ms' }, tookMs);
};

const requireAccounts = ({ product }: Bench, ids: string[]): Promise<void> =>
  withStoreClients(product.inUse, async ({ postgres }) => {
    const query = 'SELECT 1 FROM accounts WHERE registration_id = ANY($1::uuid[])';
    const { rowCount } = await postgres.query(query, [ids]);
    if (rowCount !== ids.length)
      throw new Error(`${ids.length} were approved, and ${rowCount} have accounts`);
  });

const measureRaw = async (
  raw: ReturnType<typeof connectPostgres>,
  count: number,
  figures: Figures,
): Promise<void> => {
  const nextApplicant = applicants();
  const data = Array.from({ length: count }, () => {
    const { name, email } = nextApplicant();
    return { registrationId: crypto.randomUUID(), name, email, emailKey: email, createdAt: new Date() };
  });
  const since = performance.now();
  await raw.account.createMany({ data });
  const title = `one createMany of ${count} accounts`;
  figures.add({ key: 'decisions.raw', title, arm: 'B', unit: 'ms' }, performance.now() - since);
};
