import { afterAll } from 'vitest';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import type { RegistrationDocument } from '@/src/infrastructure/elasticsearch/registration-document';
import { REGISTRATIONS } from '@/src/infrastructure/elasticsearch/registrations-index';
import { readServices } from '../harness/product';
import { registrationRecordsContract } from './registration-records';

const client = connectElasticsearch(readServices().elasticsearch.url);
afterAll(() => client.close());

const look = async (id: string) => {
  const { _source } = await client.get<RegistrationDocument>({ index: REGISTRATIONS, id });
  return _source && { status: _source.status, name: _source.name };
};

registrationRecordsContract('Elasticsearch', async () => ({
  records: new ElasticsearchRegistrationRecords(client),
  look,
}));
