import type { Facts, LoggedRegistration } from './facts';
import { readTopics, type TopicMessage } from './read-topics';
import { browseQueue, type StoreClients } from './store-clients';

const SUBMITTED = 'registrations.submitted';
const DEAD_LETTERS = 'registrations.dead-letters';
const DEAD_LETTER_QUEUE = 'DLQ.registrations.review';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was accepted (repeats taken together, unreadable messages left out) and the dead letters of both brokers. */
export const readBrokers = async (clients: StoreClients): Promise<Pick<Facts, 'log' | 'deadLetters'>> => {
  const messages = await readTopics(clients.kafka, [SUBMITTED, DEAD_LETTERS]);
  const log = new Map<string, LoggedRegistration>();
  for (const { topic, message } of messages) {
    const registration = topic === SUBMITTED ? registrationIn(textOf(message.value)) : undefined;
    if (registration?.email) log.set(registration.registrationId, registration);
  }
  const onKafka = openOnTopic(messages.filter(({ topic }) => topic === DEAD_LETTERS));
  return { log: [...log.values()], deadLetters: [...onKafka, ...(await deadLettersOnQueue(clients))] };
};

/** The dead-letter topic is a log: a dead letter is open unless a later message settles it. */
const openOnTopic = (messages: TopicMessage[]): Facts['deadLetters'] => {
  const settled = new Set(messages.map(({ message }) => textOf(message.headers?.['dead-letter-settles'])));
  return messages
    .filter(({ message }) => message.headers?.['dead-letter-settles'] === undefined)
    .map(({ partition, message }) => ({
      place: `kafka:${partition}:${message.offset}`,
      registrationId: registrationIn(textOf(message.value))?.registrationId,
      reason: textOf(message.headers?.['dead-letter-reason']),
      text: textOf(message.value),
    }))
    .filter(({ place }) => !settled.has(place));
};

const deadLettersOnQueue = async (clients: StoreClients): Promise<Facts['deadLetters']> =>
  (await browseQueue(clients, DEAD_LETTER_QUEUE)).map((message) => ({
    place: `activemq:${String(message['JMSMessageID'])}`,
    registrationId: registrationIn(String(message['Text']))?.registrationId,
    reason: /dead-letter-reason=([^,}]*)/.exec(String(message['PropertiesText']))?.[1] ?? 'not told',
    text: String(message['Text']),
  }));

const registrationIn = (text: string): LoggedRegistration | undefined => {
  try {
    const { registrationId, email } = JSON.parse(text) as Partial<LoggedRegistration>;
    return registrationId && UUID.test(registrationId) ? { registrationId, email: email ?? '' } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};

const textOf = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('utf8') : '');
