import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerName } from '@/services/servers/server-program';
import { productHome, readServices } from '../../harness/product';

/** `settings`: arguments beside the usual ones of the server. `prepare`: what is set before it is restarted. */
export type OtherSettings = {
  store: ServerName;
  how: string;
  settings: () => string[];
  prepare?: () => Promise<void>;
};

const postgres = {
  timezone: 'America/Sao_Paulo',
  datestyle: 'SQL, DMY',
  intervalstyle: 'sql_standard',
  default_transaction_isolation: 'serializable',
  statement_timeout: '2s',
  idle_session_timeout: '3s',
  idle_in_transaction_session_timeout: '2s',
  max_connections: '24',
};

const kafka = {
  'message.max.bytes': '65536',
  'num.partitions': '1',
  'auto.create.topics.enable': 'true',
  'log.message.timestamp.type': 'LogAppendTime',
  'log.retention.ms': '60000',
  'log.cleanup.policy': 'compact',
  // One that every client reads, those which check the invariants too; the product reads the others as well (compression.int).
  'compression.type': 'gzip',
  // Longer than a member of a group may be silent: Kafka closes a connection that waits for the group, too.
  'connections.max.idle.ms': '10000',
};

const elasticsearch = {
  'action.auto_create_index': 'true',
  'http.max_content_length': '64kb',
  'thread_pool.write.queue_size': '1',
};

const asArguments = (settings: Record<string, string>, before: string[] = []): string[] =>
  Object.entries(settings).flatMap(([name, value]) => [...before, `${name}=${value}`]);

/** An index that shows nothing new by itself and waits for a copy that no other node is there to hold. */
const setIndex = async (): Promise<void> => {
  const response = await fetch(`${readServices().elasticsearch.url}/registrations/_settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ index: { refresh_interval: '-1', number_of_replicas: 1 } }),
  });
  if (!response.ok) throw new Error(`Elasticsearch: ${response.status} ${await response.text()}`);
};

/** Less memory, small frames and one message at a time, in a copy of the file that the broker is usually started with. */
const smallerBroker = (): string[] => {
  const usual = readFileSync('services/servers/activemq/activemq.xml', 'utf8');
  const smaller = [
    ['<memoryUsage limit="128mb"/>', '<memoryUsage limit="4mb"/>'],
    ['wireFormat.maxFrameSize=1048576', 'wireFormat.maxFrameSize=65536'],
    ['queuePrefetch="100"', 'queuePrefetch="1"'],
    ['memoryLimit="64mb"', 'memoryLimit="1mb"'],
  ] as const;
  const changed = smaller.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`activemq.xml does not say ${from}`);
    return text.replaceAll(from, to);
  }, usual);
  const file = path.join(productHome(), 'activemq', 'smaller.xml');
  writeFileSync(file, changed);
  return [`xbean:file:${file}`];
};

/** What an operator may set otherwise, and what must make no difference. */
export const OTHER_SETTINGS: OtherSettings[] = [
  {
    store: 'postgres',
    how: 'another zone, other formats, fewer connections and shorter times',
    settings: () => asArguments(postgres, ['-c']),
  },
  {
    store: 'kafka',
    how: 'smaller messages, short retention, its own compression and times',
    settings: () => asArguments(kafka, ['--override']),
  },
  {
    store: 'elasticsearch',
    how: 'indices made by themselves, small requests and no refresh',
    settings: () => asArguments(elasticsearch),
    prepare: setIndex,
  },
  { store: 'activemq', how: 'less memory, small frames and another prefetch', settings: smallerBroker },
  {
    store: 'redis',
    how: 'a memory limit',
    settings: () => ['--maxmemory', '500mb', '--maxmemory-policy', 'noeviction'],
  },
];
