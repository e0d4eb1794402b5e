import { encodeDecided } from '@/src/application/contracts/messages';
import type { Decision } from '@/src/domain/decision';
import type { Prisma } from './prisma-client';

export const PUBLISH_DECISION = 'publish-decision';

/** Effectively for ever: graphile-worker's back-off grows to about a day between the last of them. */
const MAX_ATTEMPTS = 1_000;

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
      max_attempts => ${MAX_ATTEMPTS}::integer, job_key => ${key})`;
};
