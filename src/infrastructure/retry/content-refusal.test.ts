import { expect, it } from 'vitest';
import { ContentRefused } from '@/src/application/ports/content-refused';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { contentRefusalIn } from './content-refusal';

it.each<[string, object]>([
  ['a NUL in a text', { code: '22021' }],
  [
    'a date out of range, as Prisma hides it',
    { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '22008' } } } },
  ],
  ['a value that is missing', { cause: { code: '23502' } }],
  ['a check that a value fails', { code: '23514' }],
  ['a number out of range, in words of Prisma alone', { code: 'P2020' }],
  ['a request that is too large', { statusCode: 413 }],
  ['what an adapter says', new ContentRefused('no')],
])('%s is refused for its content', (_what, error) =>
  expect(contentRefusalIn(error)).toBeInstanceOf(ContentRefused),
);

it.each<[string, unknown]>([
  ['a server that is away', new StoreUnavailable('away')],
  ['a row that somebody else wrote first', { code: '23505' }],
  ['a serialisation failure', { code: '40001' }],
  ['an operator who shuts it down', { code: '57P01' }],
  ['a disk that is full', { code: '53100' }],
  ['a fault of ours', new TypeError('x is not a function')],
  ['nothing', undefined],
])('%s is not', (_what, error) => expect(contentRefusalIn(error)).toBeUndefined());
