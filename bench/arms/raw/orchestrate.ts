import { Client as Elasticsearch } from '@elastic/elasticsearch';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { Client as Stomp } from 'stompit';
import { kafkaClient, type StoreAddresses } from '@/tests/invariants/store-clients';
import { answerParent } from '../../processes/child';
import { LARGEST_BATCH, type RawPlace } from './raw-setting';
import { openStomp, sendInTransaction } from './raw-stomp';

// Arm B of routing: Kafka → one ActiveMQ transaction → one bulk → commit of the offset, and nothing else.
type Job = { addresses: StoreAddresses; place: RawPlace };
type Stores = { stomp: Stomp; elasticsearch: Elasticsearch; place: RawPlace };

const start = async ({ addresses, place }: Job): Promise<void> => {
  const stomp = await openStomp(addresses);
  const elasticsearch = new Elasticsearch({ node: addresses.elasticsearch.url });
  const consumer = kafkaClient(addresses).consumer({
    groupId: place.topic,
    maxWaitTimeInMs: 50,
    maxBytesPerPartition: 262_144,
    allowAutoTopicCreation: false,
  });
  await consumer.connect();
  await consumer.subscribe({ topic: place.topic, fromBeginning: true });
  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { messages, partition } = payload.batch;
    for (let from = 0; from < messages.length; from += LARGEST_BATCH) {
      const chunk = messages.slice(from, from + LARGEST_BATCH);
      await route(chunk, { stomp, elasticsearch, place });
      const last = chunk.at(-1)?.offset ?? '0';
      payload.resolveOffset(last);
      const offset = String(BigInt(last) + 1n);
      await consumer.commitOffsets([{ topic: place.topic, partition, offset }]);
      await payload.heartbeat();
    }
  };
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
};

type RawMessage = Record<'registrationId' | 'name' | 'email' | 'reason' | 'submittedAt', string>;

const route = async (
  chunk: readonly KafkaMessage[],
  { stomp, elasticsearch, place }: Stores,
): Promise<void> => {
  const bodies = chunk.flatMap(({ value }) => value ?? []);
  await sendInTransaction(stomp, place.queue, bodies);
  const operations = bodies.flatMap((body) => {
    const { registrationId, name, email, reason, submittedAt } = JSON.parse(body.toString()) as RawMessage;
    const document = { registrationId, name, email, reason, submittedAt };
    return [{ index: { _id: registrationId, version: 1, version_type: 'external' } }, document];
  });
  const { errors } = await elasticsearch.bulk({ index: place.index, operations });
  if (errors) throw new Error('the bulk of the raw hop had errors');
};

answerParent(start);
