import { ContentRefused } from '@/src/application/ports/content-refused';
import type { DeadLetterCause } from './decode-or-dead-letter';

type Steps<Message, Item> = {
  /** Rejects with `ContentRefused` where a store will never take one of them. Safe to repeat. */
  work: (items: readonly Item[]) => Promise<void>;
  /** Resolves once the message is safe among the dead letters. */
  deadLetter: (message: Message, cause: DeadLetterCause) => Promise<void>;
};

/**
 * Works on all of them at once. Where a store refuses something for its content, each is worked on alone, so that only
 * what is to blame goes to the dead letters. Answers the messages whose work is done; whatever else is thrown passes.
 */
export const workOrDeadLetter = async <Message, Item>(
  { messages, items }: { messages: readonly Message[]; items: readonly Item[] },
  { work, deadLetter }: Steps<Message, Item>,
): Promise<Message[]> => {
  if (items.length === 0) return [];
  try {
    await work(items);
    return [...messages];
  } catch (error) {
    if (!(error instanceof ContentRefused)) throw error;
    if (items.length === 1) {
      await deadLetter(messages[0]!, { reason: error.message, attempts: 1 });
      return [];
    }
  }
  const done: Message[] = [];
  for (const [index, item] of items.entries()) {
    const one = { messages: [messages[index]!], items: [item] };
    done.push(...(await workOrDeadLetter(one, { work, deadLetter })));
  }
  return done;
};
