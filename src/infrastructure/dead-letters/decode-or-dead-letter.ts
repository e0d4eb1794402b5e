import { UnprocessableMessage } from '@/src/application/contracts/messages';

/** Why a message becomes a dead letter; `attempts`: how often its processing was begun. */
export type DeadLetterCause = { reason: string; attempts: number };

type Step<Message, Item> = {
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (message: Message) => Item;
  /** Resolves once the message is safe among the dead letters. */
  deadLetter: (message: Message, cause: DeadLetterCause) => Promise<void>;
};

/**
 * Decodes messages in order. One that can never be processed goes to the dead letters before the next one is looked at,
 * and is left out of the answer; whatever else `decode` throws is a fault of ours and passes through.
 */
export const decodeOrDeadLetter = async <Message, Item>(
  messages: readonly Message[],
  { decode, deadLetter }: Step<Message, Item>,
): Promise<{ messages: Message[]; items: Item[] }> => {
  const readable: Message[] = [];
  const items: Item[] = [];
  for (const message of messages) {
    try {
      items.push(decode(message));
      readable.push(message);
    } catch (error) {
      if (!(error instanceof UnprocessableMessage)) throw error;
      await deadLetter(message, { reason: error.message, attempts: 1 });
    }
  }
  return { messages: readable, items };
};
