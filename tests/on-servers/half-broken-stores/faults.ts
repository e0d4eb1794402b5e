import path from 'node:path';
import type { ServerName } from '@/services/servers/server-program';
import { controlServer } from '../../harness/control';
import { productHome, readServices } from '../../harness/product';
import { setTopic } from '../../harness/stores/kafka';
import * as blocks from '../../harness/write-blocks';
import { kafkaClient } from '../../invariants/store-clients';

/** `decision`: how one that is made meanwhile is answered: 200 where it could be stored, whatever follows from it, else 503. */
export type StoreFault = {
  store: ServerName;
  how: string;
  decision: number;
  begin: () => Promise<void>;
  undo: () => Promise<void>;
};

type Kind = Pick<StoreFault, 'store' | 'how' | 'decision'>;

const blocked = (
  kind: Kind,
  block: (services: ReturnType<typeof readServices>) => blocks.WriteBlock,
): StoreFault => ({
  ...kind,
  begin: () => block(readServices()).begin(),
  undo: () => block(readServices()).undo(),
});

const hanging = (store: ServerName, decision: number): StoreFault => ({
  store,
  how: 'hangs',
  decision,
  begin: () => controlServer(store, 'pause'),
  undo: () => controlServer(store, 'resume'),
});

/** Every store behind the log that is there and does not do all of its work. */
export const STORE_FAULTS: StoreFault[] = [
  blocked(
    { store: 'redis', how: 'lacks its replicas and only reads', decision: 200 },
    blocks.redisWithoutReplicas,
  ),
  blocked({ store: 'redis', how: 'has become a replica', decision: 200 }, blocks.redisReplica),
  blocked({ store: 'redis', how: 'is full', decision: 200 }, blocks.redisOutOfMemory),
  blocked({ store: 'redis', how: 'cannot save and refuses writes', decision: 200 }, (services) =>
    blocks.redisCannotSave(services, path.join(productHome(), 'redis', 'data')),
  ),
  hanging('redis', 503),
  blocked({ store: 'postgres', how: 'only reads', decision: 503 }, blocks.postgresReadOnly),
  blocked({ store: 'postgres', how: 'is full', decision: 503 }, blocks.postgresFull),
  hanging('postgres', 503),
  blocked({ store: 'elasticsearch', how: 'is at its flood stage', decision: 200 }, (services) =>
    blocks.elasticsearchReadOnly(services, 0),
  ),
  blocked({ store: 'elasticsearch', how: 'is blocked by its operator', decision: 200 }, (services) =>
    blocks.elasticsearchReadOnly(services, 0.9),
  ),
  hanging('elasticsearch', 200),
  blocked({ store: 'activemq', how: 'is full', decision: 200 }, blocks.activeMqOutOfMemory),
  hanging('activemq', 200),
];

const TOO_SMALL_FOR_US = '200';

/**
 * A single broker whose disk is full or cannot be written ends itself, so what it refuses while it lives is what somebody
 * has set so (docs/decisions/0026).
 */
const takingNothing = (): blocks.WriteBlock => {
  const set = async (largest?: string): Promise<void> => {
    const kafka = kafkaClient(readServices());
    for (const topic of ['registrations.submitted', 'registrations.decided'])
      await setTopic({ kafka }, topic, { 'max.message.bytes': largest });
  };
  return { begin: () => set(TOO_SMALL_FOR_US), undo: () => set() };
};

/** While the log does not take them, sign-ups are told to come again. */
export const LOG_FAULTS: StoreFault[] = [
  blocked({ store: 'kafka', how: 'takes no message of our size', decision: 200 }, takingNothing),
  hanging('kafka', 200),
];
