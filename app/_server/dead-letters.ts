import 'server-only';
import { discardDeadLetter, redriveDeadLetter } from '@/src/application/dead-letters/settle-dead-letter';
import { ActiveMqDeadLetters } from '@/src/infrastructure/activemq/activemq-dead-letters';
import { BothDeadLetters } from '@/src/infrastructure/dead-letters/both-dead-letters';
import { KafkaDeadLetters } from '@/src/infrastructure/kafka/kafka-dead-letters';
import { PostgresAuditLog } from '@/src/infrastructure/postgres/postgres-audit-log';
import type { connect } from './connections';

type Setting = Pick<ReturnType<typeof connect>, 'kafka' | 'prisma'> & { activeMqUrl: string };

/** What the review API and the dashboard do with dead letters. */
export const composeDeadLetters = ({ kafka, prisma, activeMqUrl }: Setting) => {
  const kafkaStage = new KafkaDeadLetters(kafka);
  const activeMqStage = new ActiveMqDeadLetters({ url: activeMqUrl });
  const deadLetters = new BothDeadLetters({ kafka: kafkaStage, activemq: activeMqStage });
  const ports = { deadLetters, auditLog: new PostgresAuditLog(prisma), now: () => new Date() };
  return {
    list: () => deadLetters.list(),
    redrive: redriveDeadLetter(ports),
    discard: discardDeadLetter(ports),
    close: () => kafkaStage.close(),
  };
};
