import 'server-only';
import type { Kafka } from 'kafkajs';
import type { z } from 'zod';
import { ORCHESTRATOR_GROUP, TOPICS } from '@/src/application/contracts/messages';
import type { PendingRegistrations } from '@/src/application/ports/pending-registrations';
import type { RateLimits } from '@/src/application/ports/rate-limits';
import { guardSignUp, signUpsAreOpen, type SignUpLimit } from '@/src/application/sign-up/guard-sign-up';
import { CountedBacklog } from '@/src/infrastructure/backlog/counted-backlog';
import { HmacFormStamps } from '@/src/infrastructure/crypto/hmac-form-stamps';
import { lagOf } from '@/src/infrastructure/kafka/kafka-lag';
import { AltchaProofs } from '@/src/infrastructure/proof-of-work/altcha-proofs';
import type { webEnv } from './env';
import { signUpRulesOf } from './limits';

type Parts = {
  env: z.output<typeof webEnv>;
  rateLimits: RateLimits<SignUpLimit>;
  pending: Pick<PendingRegistrations, 'count'>;
  kafka: Kafka;
  now: () => Date;
};

/** What stands between a visitor and the submission log, and what its page needs for it. */
export const composeSignUpGuard = ({ env, rateLimits, pending, kafka, now }: Parts) => {
  const proofs = new AltchaProofs(env.REGISTRATION_SECRET, env.PROOF_OF_WORK_COST);
  const stamps = new HmacFormStamps(env.REGISTRATION_SECRET);
  const backlog = new CountedBacklog([
    () => pending.count(),
    () => lagOf(kafka, { groupId: ORCHESTRATOR_GROUP, topic: TOPICS.submitted }),
  ]);
  const rules = signUpRulesOf(env);
  return {
    guardSignUp: guardSignUp({ limits: rateLimits, backlog, proofs, stamps, rules, now }),
    signUpsAreOpen: async () => signUpsAreOpen(rules, await backlog.waiting()),
    proofs,
    stamps,
  };
};
