import { type Decision, decide } from '@/src/domain/decision';
import type { PendingRegistration } from '@/src/domain/registration';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import type { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';

const REVIEWER = 'seed@portaria.localhost';
const DECIDED_AFTER_MS = 60_000;
/** As many as the product takes at once. */
const AT_ONCE = 500;

type Prisma = ReturnType<typeof connectPostgres>;

/**
 * Decides every other one to be approved and the rest rejected, a minute after they came, as the product does it; but
 * nothing is left in the outbox, whose work the seed does itself.
 */
export const decideSeeded = async (
  prisma: Prisma,
  batch: readonly PendingRegistration[],
): Promise<Decision[]> => {
  const decisions = new PostgresDecisions(prisma);
  const made: Decision[] = [];
  for (let at = 0; at < batch.length; at += AT_ONCE) {
    const wanted = batch.slice(at, at + AT_ONCE).map((registration, index) => {
      const verdict = index % 2 === 0 ? ('approve' as const) : ('reject' as const);
      const decidedAt = new Date(registration.submittedAt.getTime() + DECIDED_AFTER_MS);
      return { registration, decision: decide(registration, { verdict, decidedBy: REVIEWER }, decidedAt) };
    });
    for (const { decision } of await decisions.recordAll(wanted)) made.push(decision);
    const ids = wanted.map(({ registration }) => registration.id);
    await prisma.outboxEntry.deleteMany({ where: { registrationId: { in: ids } } });
  }
  return made;
};
