import 'server-only';
import { toDeadLetterList } from '@/src/application/contracts/dead-letters';
import { discardDeadLetter, redriveDeadLetter } from '@/src/application/dead-letters/settle-dead-letter';
import { decideRegistration } from '@/src/application/review/decide-registration';
import { listPending } from '@/src/application/review/list-pending';
import { lookUpPending } from '@/src/application/review/look-up-pending';
import { followRegistration } from '@/src/application/sign-up/follow-registration';
import { submitRegistration } from '@/src/application/sign-up/submit-registration';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { openDeadLetters } from '@/src/infrastructure/dead-letters/all-dead-letters';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from '@/src/infrastructure/failpoints/failpoint-env';
import * as probes from '@/src/infrastructure/health/probes';
import { SERVER_OF } from '@/src/infrastructure/health/store-health';
import { PostgresAuditLog } from '@/src/infrastructure/postgres/postgres-audit-log';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { PostgresReviewers } from '@/src/infrastructure/postgres/postgres-reviewers';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingChanges } from '@/src/infrastructure/redis/redis-pending-changes';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { connect } from './connections';
import { webEnv } from './env';
import { composeOnce } from './process-wide';

/** Everything the pages and handlers may use, wired once. */
export type Web = ReturnType<typeof compose>;

/** The one composition of this process, wired at the first call. */
export const web = (): Web => composeOnce(compose);

const compose = () => {
  const env = readEnvironment(webEnv);
  armRequestedFailpoint(env);
  const { logger, kafka, submissionLog, redis, subscriber, prisma, elasticsearch, close } = connect(env);
  const ids = new HmacRegistrationIds(env.REGISTRATION_SECRET);
  const pending = new RedisPendingRegistrations(redis);
  const decisions = new PostgresDecisions(prisma);
  const records = new ElasticsearchRegistrationRecords(elasticsearch);
  const heartbeats = new RedisHeartbeats(redis);
  const deadLetters = openDeadLetters({ kafka, activeMqUrl: env.ACTIVEMQ_URL });
  const auditLog = new PostgresAuditLog(prisma);
  const now = () => new Date();

  return {
    logger,
    submitRegistration: submitRegistration({ ids, submissionLog, now }),
    followRegistration: followRegistration({ ids, pending, records, decisions }),
    listPending: listPending({ pending, decisions }),
    lookUpPending: lookUpPending({ pending, decisions }),
    decideRegistration: decideRegistration({ pending, decisions, now }),
    deadLetters,
    listDeadLetters: async () => toDeadLetterList(await deadLetters.list(), SERVER_OF),
    redriveDeadLetter: redriveDeadLetter({ deadLetters, auditLog, now }),
    discardDeadLetter: discardDeadLetter({ deadLetters, auditLog, now }),
    pendingChanges: new RedisPendingChanges(subscriber, logger),
    reviewers: new PostgresReviewers(prisma),
    probes: [
      probes.kafkaProbe(kafka),
      probes.activeMqProbe(env.ACTIVEMQ_URL),
      probes.elasticsearchProbe(elasticsearch),
      probes.redisProbe(redis),
      probes.postgresProbe(prisma),
      probes.workerProbe(heartbeats, 'orchestrator'),
      probes.workerProbe(heartbeats, 'mq-consumer'),
    ],
    /** The event streams that are open, each with how to end it. */
    openStreams: new Set<() => void>(),
    close: () => Promise.allSettled([deadLetters.close(), close()]),
  };
};
