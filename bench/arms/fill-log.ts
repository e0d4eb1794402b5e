import { randomUUID } from 'node:crypto';
import { encodeSubmitted } from '@/src/application/contracts/messages';
import { type RegistrationId, submit } from '@/src/domain/registration';
import { kafkaClient, type StoreAddresses } from '@/tests/invariants/store-clients';
import { applicants } from '../generator/sign-ups';

const MESSAGES_AT_ONCE = 1_000;

type Fill = { addresses: StoreAddresses; topic: string; count: number };

/** Puts so many sign-ups into a topic, in the words in which Portaria puts what it has accepted. */
export const fillLog = async ({ addresses, topic, count }: Fill): Promise<void> => {
  const producer = kafkaClient(addresses).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const nextApplicant = applicants();
  const message = (): { key: string; value: string } => {
    const id = randomUUID() as RegistrationId;
    return { key: id, value: encodeSubmitted(submit(id, nextApplicant(), new Date())) };
  };
  for (let left = count; left > 0; left -= MESSAGES_AT_ONCE) {
    const messages = Array.from({ length: Math.min(left, MESSAGES_AT_ONCE) }, message);
    await producer.send({ topic, acks: -1, messages });
  }
  await producer.disconnect();
};
