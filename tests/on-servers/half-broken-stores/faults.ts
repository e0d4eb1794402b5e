import type { ServerName } from '@/services/servers/server-program';
import { controlServer } from '../../harness/control';
import { readServices } from '../../harness/product';
import * as blocks from '../../harness/write-blocks';

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

/** Every store that is there and does not do all of its work. */
export const STORE_FAULTS: StoreFault[] = [
  blocked(
    { store: 'redis', how: 'lacks its replicas and only reads', decision: 200 },
    blocks.redisWithoutReplicas,
  ),
  blocked({ store: 'redis', how: 'has become a replica', decision: 200 }, blocks.redisReplica),
  blocked({ store: 'redis', how: 'is full', decision: 200 }, blocks.redisOutOfMemory),
  hanging('redis', 503),
  blocked({ store: 'postgres', how: 'only reads', decision: 503 }, blocks.postgresReadOnly),
  blocked({ store: 'postgres', how: 'is full', decision: 503 }, blocks.postgresFull),
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
