import { describe, expect, it } from 'vitest';
import { SubmissionLogUnavailable } from '@/src/application/ports/registration-logs';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { Prisma } from '../postgres/prisma-client';
import { isOutage } from './is-outage';

const prismaError = (code: string, kind: string): Error =>
  new Prisma.PrismaClientKnownRequestError('Invalid invocation', {
    code,
    clientVersion: '7',
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause: { kind } } },
  });

/** As ioredis, Prisma's driver adapter, Elasticsearch's client and kafkajs make them of what their servers answer. */
const redisReply = (message: string): Error => Object.assign(new Error(message), { name: 'ReplyError' });
const sqlState = (originalCode: string): Error =>
  Object.assign(new Error('the query failed', { cause: { originalCode, kind: 'postgres' } }), {
    name: 'DriverAdapterError',
  });
const elasticsearchAnswer = (statusCode: number): Error =>
  Object.assign(new Error('blocked'), { name: 'ResponseError', statusCode });
const kafkaError = (type: string, retriable: boolean): Error =>
  Object.assign(new Error(type), { name: 'KafkaJSProtocolError', type, retriable });

const REDIS_REPLIES = [
  "READONLY You can't write against a read only replica.",
  'NOREPLICAS Not enough good replicas to write.',
  'MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.',
  'LOADING Redis is loading the dataset in memory',
  "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
  'CLUSTERDOWN The cluster is down',
  'TRYAGAIN Multiple keys request during rehashing of slot',
  'BUSY Redis is busy running a script.',
  'NOAUTH Authentication required.',
  'WRONGPASS invalid username-password pair or user is disabled.',
  'NOPERM this user has no permissions to run the command',
  'ERR max number of clients reached',
  'EXECABORT Transaction discarded because of previous errors.',
  'WRONGTYPE Operation against a key holding the wrong kind of value',
];

const SQL_STATES = [
  ['25006', 'read-only'],
  ['53100', 'full'],
  ['53200', 'out of memory'],
  ['53300', 'out of connections'],
  ['57P01', 'told to stop'],
  ['57P03', 'starting'],
  ['58030', 'unable to write its files'],
  ['28P01', 'closed to us'],
  ['40001', 'busy with a rival'],
  ['55P03', 'locked'],
] as const;

describe('an outage', () => {
  // Each was thrown by a real client while its server was killed, paused, cut off or out of memory.
  it.each<[string, Error]>([
    ['no acknowledgement from Kafka', new SubmissionLogUnavailable(new Error('timeout'))],
    ['what an adapter of ours says is one, whatever its words', new StoreUnavailable('x')],
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    [
      'a lost one, as the cause',
      new Error('failed', { cause: Object.assign(new Error(), { code: 'EPIPE' }) }),
    ],
    ['a Redis that hangs', new Error('Command timed out')],
    ['a Redis at its memory limit', new Error("OOM command not allowed when used memory > 'maxmemory'.")],
    ['a Postgres that hangs', new Error('Query read timeout')],
    [
      'a Postgres lost between two queries',
      new Error('Client has encountered a connection error and is not queryable'),
    ],
    ['a Postgres that starts', new Error('the database system is not yet accepting connections')],
    ...REDIS_REPLIES.map((reply): [string, Error] => [`Redis that says ${reply}`, redisReply(reply)]),
    ...SQL_STATES.map(([state, what]): [string, Error] => [`a Postgres that is ${what}`, sqlState(state)]),
    ['a read-only Postgres, without Prisma', Object.assign(new Error('cannot execute'), { code: '25006' })],
    ['an Elasticsearch at its flood stage', elasticsearchAnswer(429)],
    ['an Elasticsearch that is blocked', elasticsearchAnswer(403)],
    ['a Kafka with too few replicas', kafkaError('NOT_ENOUGH_REPLICAS', true)],
    ['a raw query on a Postgres that was killed', prismaError('P2010', 'ConnectionClosed')],
    [
      'a transaction whose BEGIN found it gone',
      Object.assign(new Error('ConnectionClosed', { cause: { kind: 'ConnectionClosed' } }), {
        name: 'DriverAdapterError',
      }),
    ],
  ])('is %s', (_what, error) => expect(isOutage(error)).toBe(true));

  it.each<[string, unknown]>([
    ['a fault of ours', new TypeError('x is not a function')],
    ['a constraint', prismaError('P2002', 'UniqueConstraintViolation')],
    ['an error that only names a store', new Error('ActiveMQ did not answer')],
    ['a value that Postgres takes for invalid', sqlState('22P02')],
    ['a document that Elasticsearch refuses', elasticsearchAnswer(400)],
    ['a record that Kafka finds too long', kafkaError('MESSAGE_TOO_LARGE', false)],
    ['a script of ours that is wrong', redisReply('ERR Error compiling script')],
    ['no error at all', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('is not %s', (_what, error) => expect(isOutage(error)).toBe(false));
});
