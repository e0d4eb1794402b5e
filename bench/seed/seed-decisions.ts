import type { Decision } from '@/src/domain/decision';
import { emailKeyOf } from '@/src/domain/email';
import type { PendingRegistration } from '@/src/domain/registration';
import type { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';

const REVIEWER = 'seed@portaria.localhost';
const DECIDED_AFTER_MS = 60_000;

/** Every other one approved, the rest rejected, a minute after they came. */
export const decisionsFor = (batch: readonly PendingRegistration[]): Decision[] =>
  batch.map(({ id, submittedAt, queuedAt, pendingSince }, index) => ({
    registrationId: id,
    outcome: index % 2 === 0 ? 'approved' : 'rejected',
    decidedBy: REVIEWER,
    decidedAt: new Date(submittedAt.getTime() + DECIDED_AFTER_MS),
    times: { submittedAt, queuedAt, pendingSince },
  }));

const VERDICTS = { approved: 'approve', rejected: 'reject', duplicate: 'duplicate' } as const;

type Prisma = ReturnType<typeof connectPostgres>;

/** Decisions, accounts and audit rows, as a decision writes them; nothing for the outbox, which is done with them. */
export const recordDecisions = async (
  prisma: Prisma,
  decisions: readonly Decision[],
  batch: readonly PendingRegistration[],
): Promise<void> => {
  const applicants = new Map(batch.map(({ id, applicant }) => [id, applicant]));
  await prisma.$transaction([
    prisma.decision.createMany({
      data: decisions.map(({ registrationId, outcome, decidedBy, decidedAt, times }) => {
        const verdict = VERDICTS[outcome];
        return { registrationId, verdict, decidedBy, decidedAt, ...times };
      }),
    }),
    prisma.account.createMany({
      data: decisions.flatMap(({ registrationId, outcome, decidedAt }) => {
        const applicant = outcome === 'approved' ? applicants.get(registrationId) : undefined;
        if (!applicant) return [];
        const { name, email } = applicant;
        return { registrationId, name, email, emailKey: emailKeyOf(email), createdAt: decidedAt };
      }),
    }),
    prisma.auditEntry.createMany({
      data: decisions.map(({ registrationId, outcome, decidedBy, decidedAt }) => ({
        at: decidedAt,
        actor: decidedBy,
        action: `registration.${outcome}`,
        subject: registrationId,
      })),
    }),
  ]);
};
