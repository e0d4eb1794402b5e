import { z } from 'zod';
import { decodeDecided, encodeDecided } from '@/src/application/contracts/messages';
import type { EncodedDecision } from '@/src/application/ports/registration-logs';
import type { Decision } from '@/src/domain/decision';
import type { Prisma } from './prisma-client';

export const PUBLISH_DECISION = 'publish-decision';
export const TAKE_OFF_LIST = 'take-off-list';

/** Effectively for ever: graphile-worker's back-off grows to about a day between the last of them. */
export const MAX_TRIES = 1_000;

export type OutboxJob = EncodedDecision & Pick<Decision, 'registrationId' | 'outcome'>;

/** Reads a job's payload. The decision in it is encoded already, and these very bytes are published. */
export const outboxJob = z.object({ decision: z.string() }).transform(({ decision: message }): OutboxJob => {
  const { registrationId, outcome } = decodeDecided(message);
  return { registrationId, outcome, message };
});

/**
 * Adds the outbox message to the transaction at hand: it exists if and only if the decision does. The key makes a
 * second job for the same registration replace the first.
 */
export const addToOutbox = async (
  transaction: Prisma.TransactionClient,
  decision: Decision,
): Promise<void> => {
  const payload = JSON.stringify({ decision: encodeDecided(decision) });
  const key = `${PUBLISH_DECISION}:${decision.registrationId}`;
  await transaction.$executeRaw`
    SELECT graphile_worker.add_job(${PUBLISH_DECISION}, ${payload}::json,
      max_attempts => ${MAX_TRIES}::integer, job_key => ${key})`;
};
