import type { Facts, LoggedRegistration } from './facts';
import { queueBean, type PlainClients } from './store-clients';
import { readTopics, type TopicMessage } from './read-topics';

const SUBMITTED = 'registrations.submitted';
const DEAD_LETTERS = 'registrations.dead-letters';
const DEAD_LETTER_QUEUE = 'DLQ.registrations.review';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was accepted (repeats taken together, unreadable messages left out) and the dead letters of both brokers. */
export const readBrokers = async ({
  kafka,
  jolokia,
}: PlainClients): Promise<Pick<Facts, 'log' | 'deadLetters'>> => {
  const messages = await readTopics(kafka, [SUBMITTED, DEAD_LETTERS]);
  const log = new Map<string, LoggedRegistration>();
  for (const { topic, message } of messages) {
    const registration = topic === SUBMITTED ? registrationIn(textOf(message.value)) : undefined;
    if (registration?.email) log.set(registration.registrationId, registration);
  }
  const onKafka = openLetters(messages.filter(({ topic }) => topic === DEAD_LETTERS));
  return { log: [...log.values()], deadLetters: [...onKafka, ...(await lettersOnQueue(jolokia))] };
};

/** The dead-letter topic is a log: a letter is open unless a later message settles it. */
const openLetters = (messages: TopicMessage[]): Facts['deadLetters'] => {
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

const lettersOnQueue = async (jolokia: PlainClients['jolokia']): Promise<Facts['deadLetters']> => {
  const mbean = queueBean(DEAD_LETTER_QUEUE);
  const reply = await jolokia({ type: 'exec', mbean, operation: 'browse()', arguments: [] });
  if (reply.status === 404) return [];
  if (reply.status !== 200) throw new Error(`Jolokia: ${reply.error}`);
  return (reply.value as Record<string, unknown>[]).map((message) => ({
    place: `activemq:${String(message['JMSMessageID'])}`,
    registrationId: registrationIn(String(message['Text']))?.registrationId,
    reason: /dead-letter-reason=([^,}]*)/.exec(String(message['PropertiesText']))?.[1] ?? 'not told',
    text: String(message['Text']),
  }));
};

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
