import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Reviewer } from '@/src/domain/reviewer';
import { startSession } from '@/src/domain/session';
import { PasswordHashes } from '@/src/infrastructure/crypto/password-hashes';
import { PostgresReviewers } from '@/src/infrastructure/postgres/postgres-reviewers';
import { PostgresSessions } from '@/src/infrastructure/postgres/postgres-sessions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { readServices } from '../harness/product';
import { addReviewer } from '../harness/reviewers';
import { openStores } from '../harness/stores/stores';
import { sessionsContract } from './sessions';

const prisma = connectPostgres(readServices().postgres.url);
const stores = openStores();
const sessions = new PostgresSessions(prisma);
afterAll(async () => {
  await prisma.$disconnect();
  await stores.close();
});

const newReviewer = async (): Promise<{ reviewer: Reviewer; password: string }> => {
  const { email, password, name } = await addReviewer(stores, 'Ana');
  const { id, sessionVersion } = await prisma.reviewer.findUniqueOrThrow({ where: { emailKey: email } });
  return { reviewer: { id, email, name, sessionVersion }, password };
};

sessionsContract('Postgres', async () => {
  const { reviewer } = await newReviewer();
  return {
    sessions,
    reviewer,
    entriesFor: async (subject) => {
      const where = { subject };
      const rows = await prisma.auditEntry.findMany({ where, omit: { id: true }, orderBy: { id: 'asc' } });
      return rows as AuditRecord[];
    },
  };
});

describe('a session in Postgres', () => {
  const start = new Date();
  let reviewer: Reviewer;
  let password: string;
  let id: string;
  beforeEach(async () => {
    ({ reviewer, password } = await newReviewer());
    id = randomUUID();
    const entry = {
      at: start,
      actor: reviewer.email,
      action: 'sign-in.succeeded',
      subject: `reviewer:${reviewer.id}`,
      detail: { network: '2001:db8::/64' },
    } as const;
    await sessions.start(startSession({ id, reviewer }, { idleMs: 60_000, maxMs: 60_000 }, start), entry);
  });

  it('ends when its reviewer is disabled', async () => {
    await prisma.reviewer.update({ where: { id: reviewer.id }, data: { disabledAt: new Date() } });
    expect(await sessions.findActive(id, start)).toBeUndefined();
  });

  it('ends when the session version is raised, and when the reviewer is taken away', async () => {
    await prisma.reviewer.update({ where: { id: reviewer.id }, data: { sessionVersion: { increment: 1 } } });
    expect(await sessions.findActive(id, start)).toBeUndefined();
    await prisma.reviewer.delete({ where: { id: reviewer.id } });
    expect(await sessions.findActive(id, start)).toBeUndefined();
  });

  it('tells later from which network its reviewer came', async () => {
    const reviewers = new PostgresReviewers(prisma, new PasswordHashes({ atOnce: 1, waiting: 0 }));
    const { email } = reviewer;
    const at = new Date(start.getTime() - 1_000);
    expect(await reviewers.hasSignedInFrom('2001:db8::/64', { email, at })).toBe(true);
    expect(await reviewers.hasSignedInFrom('192.0.2.7', { email, at })).toBe(false);
    const later = new Date(start.getTime() + 1_000);
    expect(await reviewers.hasSignedInFrom('2001:db8::/64', { email, at: later })).toBe(false);
    expect(await reviewers.hasSignedInFrom('2001:db8::/64', { email: 'nobody@x.example', at })).toBe(false);
  });

  it('checks the password of whoever is known, and takes as long for whoever is not', async () => {
    const reviewers = new PostgresReviewers(prisma, new PasswordHashes({ atOnce: 1, waiting: 0 }));
    const check = (email: string, tried: string) => reviewers.checkPassword({ email, password: tried });
    expect(await check(reviewer.email, password)).toMatchObject({ kind: 'right' });
    expect(await check(reviewer.email, 'wrong')).toMatchObject({
      kind: 'wrong',
      reviewer: { id: reviewer.id },
    });
    const took = async (email: string): Promise<number> => {
      const since = performance.now();
      expect((await check(email, 'wrong')).kind).toBe('wrong');
      return performance.now() - since;
    };
    // The shortest of some, by turns: what else the machine does makes each of them longer only.
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      known.push(await took(reviewer.email));
      unknown.push(await took('nobody@portaria.localhost'));
    }
    const [shorter, longer] = [Math.min(...known), Math.min(...unknown)].toSorted((a, b) => a - b);
    // Wider than any noise, and far narrower than a check without any hashing; `npm run security` measures finely.
    expect(shorter! / longer!).toBeGreaterThan(0.25);
  });

  it('turns away at once what does not fit into the line of checks', async () => {
    const reviewers = new PostgresReviewers(prisma, new PasswordHashes({ atOnce: 1, waiting: 1 }));
    const { email } = reviewer;
    const checks = await Promise.all(
      Array.from({ length: 8 }, () => reviewers.checkPassword({ email, password: 'wrong' })),
    );
    const kinds = checks.map(({ kind }) => kind);
    expect(kinds).toContain('busy');
    expect(kinds.filter((kind) => kind === 'wrong').length).toBeGreaterThanOrEqual(2);
  });
});
