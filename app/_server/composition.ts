import 'server-only';
import { decideRegistration } from '@/src/application/use-cases/decide-registration';
import { followRegistration } from '@/src/application/use-cases/follow-registration';
import { listPending } from '@/src/application/use-cases/list-pending';
import { lookUpPending } from '@/src/application/use-cases/look-up-pending';
import { submitRegistration } from '@/src/application/use-cases/submit-registration';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { PostgresReviewers } from '@/src/infrastructure/postgres/postgres-reviewers';
import * as probes from '@/src/infrastructure/probes';
import { armFailpoint } from '@/src/infrastructure/failpoint';
import { requestedFailpoint } from '@/src/infrastructure/failpoint-env';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingChanges } from '@/src/infrastructure/redis/redis-pending-changes';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { connect } from './connections';
import { composeDeadLetters } from './dead-letters';
import { readWebEnv } from './env';

/** Everything the pages and handlers may use, wired once. */
export type Web = ReturnType<typeof compose>;

const PROCESS_WIDE = Symbol.for('portaria.web');

/**
 * The one composition of this process. Next evaluates a module once for each bundle, so the connections hang on the
 * process itself, where the server's shutdown finds them too.
 */
export const web = (): Web => {
  const holder = globalThis as { [PROCESS_WIDE]?: Web };
  holder[PROCESS_WIDE] ??= compose();
  return holder[PROCESS_WIDE];
};

const compose = () => {
  const env = readWebEnv();
  armFailpoint(requestedFailpoint(env));
  const { log, kafka, submissionLog, redis, subscriber, prisma, elasticsearch, close } = connect(env);
  const ids = new HmacRegistrationIds(env.REGISTRATION_SECRET);
  const pending = new RedisPendingRegistrations(redis);
  const decisions = new PostgresDecisions(prisma);
  const records = new ElasticsearchRegistrationRecords(elasticsearch);
  const heartbeats = new RedisHeartbeats(redis);
  const deadLetters = composeDeadLetters({ kafka, prisma, activeMqUrl: env.ACTIVEMQ_URL });
  const now = () => new Date();

  return {
    log,
    submitRegistration: submitRegistration({ ids, log: submissionLog, now }),
    followRegistration: followRegistration({ ids, pending, records, decisions }),
    listPending: listPending({ pending, decisions }),
    lookUpPending: lookUpPending({ pending, decisions }),
    decideRegistration: decideRegistration({ pending, decisions, now }),
    deadLetters,
    pendingChanges: new RedisPendingChanges(subscriber, log),
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
