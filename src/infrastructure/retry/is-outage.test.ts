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
    ['no error at all', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('is not %s', (_what, error) => expect(isOutage(error)).toBe(false));
});
