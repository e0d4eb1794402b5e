import { discardDeadLetter, redriveDeadLetter } from '@/src/application/dead-letters/settle-dead-letter';
import { ActiveMqDeadLetters } from '@/src/infrastructure/activemq/activemq-dead-letters';
import { BothDeadLetters } from '@/src/infrastructure/dead-letters/both-dead-letters';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaDeadLetters } from '@/src/infrastructure/kafka/kafka-dead-letters';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { PostgresAuditLog } from '@/src/infrastructure/postgres/postgres-audit-log';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';

export type OpenDeadLetters = ReturnType<typeof openDeadLetters>;

type Addresses = { KAFKA_BROKERS: string; ACTIVEMQ_URL: string; DATABASE_URL: string };

/** The dead letters as the command uses them; it needs neither Redis nor Elasticsearch. `close` lets the process end. */
export const openDeadLetters = (env: Addresses) => {
  const logger = createLogger({ service: 'dead-letters', level: 'warn' });
  const kafka = new KafkaDeadLetters(
    createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'dead-letters', logger }),
  );
  const activemq = new ActiveMqDeadLetters({ url: env.ACTIVEMQ_URL });
  const prisma = connectPostgres(env.DATABASE_URL);
  const deadLetters = new BothDeadLetters({ kafka, activemq });
  const ports = { deadLetters, auditLog: new PostgresAuditLog(prisma), now: () => new Date() };
  return {
    deadLetters,
    redrive: redriveDeadLetter(ports),
    discard: discardDeadLetter(ports),
    close: async (): Promise<void> => {
      await Promise.allSettled([kafka.close(), prisma.$disconnect()]);
    },
  };
};
