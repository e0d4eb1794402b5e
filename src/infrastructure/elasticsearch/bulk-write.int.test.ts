import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDecision, aPending, aQueued } from '@/tests/fakes/samples';
import { readServices } from '@/tests/harness/product';
import { connectElasticsearch } from './elasticsearch-client';
import { ElasticsearchRegistrationRecords } from './elasticsearch-registration-records';
import type { RegistrationDocument } from './registration-document';
import { createIndex } from './registrations-index';

const { url } = readServices().elasticsearch;
const client = connectElasticsearch(url);
const index = `tests-${randomUUID()}`;
beforeAll(() => createIndex(client, index));
afterAll(async () => {
  await client.indices.delete({ index });
  await client.close();
});

const documentOf = async (id: string): Promise<RegistrationDocument | undefined> =>
  (await client.get<RegistrationDocument>({ index, id }))._source;

describe('a document that is refused for its content', () => {
  const records = new ElasticsearchRegistrationRecords(client, index);
  // Our mapping still, with one more way to search: only reasons that are numbers can be taken.
  beforeAll(() =>
    client.indices.putMapping({
      index,
      properties: { reason: { type: 'text', analyzer: 'folded', fields: { number: { type: 'integer' } } } },
    }),
  );
  const withReason = (reason: string) => {
    const pending = aPending();
    return { ...pending, applicant: { ...pending.applicant, reason } };
  };
  const queued = (reason: string) => {
    const registration = aQueued();
    return { ...registration, applicant: { ...registration.applicant, reason } };
  };

  it('is recorded without its texts, and the others with theirs; it is no reason for a dead letter', async () => {
    const [good, refused, other] = [queued('1'), queued('not a number'), queued('2')];
    await records.saveQueued([good, refused, other]);
    expect(await documentOf(good.id)).toMatchObject({ status: 'submitted', name: good.applicant.name });
    expect(await documentOf(other.id)).toMatchObject({ status: 'submitted', name: other.applicant.name });
    const bare = await documentOf(refused.id);
    expect(bare).toMatchObject({ status: 'submitted', submittedAt: refused.submittedAt.toISOString() });
    expect(Object.keys(bare!).toSorted()).toEqual(['queuedAt', 'registrationId', 'status', 'submittedAt']);
    expect((await records.statesOf([refused.id])).get(refused.id)).toEqual({
      status: 'submitted',
      complete: false,
    });
  });

  it('gets its decision all the same', async () => {
    const refused = withReason('not a number');
    await records.saveQueued([{ ...refused, status: 'queued' }]);
    await records.saveDecided([aDecision(refused)]);
    expect((await records.statesOf([refused.id])).get(refused.id)?.status).toBe('approved');
  });
});

it('waits where the mapping is not ours: no document is to blame then', async () => {
  const foreign = `${index}-foreign`;
  await client.indices.create({ index: foreign, mappings: { properties: { reason: { type: 'integer' } } } });
  try {
    const one = aQueued();
    const records = new ElasticsearchRegistrationRecords(client, foreign);
    await expect(records.saveQueued([one])).rejects.toThrow(`the mapping of ${foreign} is not ours`);
    expect(await client.exists({ index: foreign, id: one.id })).toBe(false);
  } finally {
    await client.indices.delete({ index: foreign });
  }
});

it('a bulk that is too large for what stands in front of Elasticsearch is sent in parts', async () => {
  const most = 2_000;
  let refusals = 0;
  const proxy = createServer((incoming, answer) => {
    if (Number(incoming.headers['content-length'] ?? 0) > most) {
      refusals += 1;
      incoming.resume();
      return void answer.writeHead(413, { connection: 'close' }).end();
    }
    const { method, headers } = incoming;
    const outgoing = request(new URL(incoming.url ?? '', url), { method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const behind = connectElasticsearch(`http://127.0.0.1:${port}`);
  try {
    const many = Array.from({ length: 20 }, () => aQueued());
    for (const one of many) one.applicant.reason = '3';
    await new ElasticsearchRegistrationRecords(behind, index).saveQueued(many);
    expect(refusals).toBeGreaterThan(0);
    for (const { id, applicant } of many) expect((await documentOf(id))?.name).toBe(applicant.name);
  } finally {
    await behind.close();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
});
