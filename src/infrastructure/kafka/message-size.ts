import type { Message } from 'kafkajs';

/** What a record costs beside its own bytes: lengths, offsets and times, well rounded up. */
const RECORD_OVERHEAD_BYTES = 100;

/** At least what the message takes in a request that is not compressed, in bytes. */
export const bytesOf = ({ key, value, headers = {} }: Message): number => {
  const lengths = Object.entries(headers).flatMap(([name, values]) => [
    Buffer.byteLength(name),
    ...[values ?? ''].flat().map(lengthOf),
  ]);
  return lengths.reduce(
    (sum, length) => sum + length + 10,
    RECORD_OVERHEAD_BYTES + lengthOf(key) + lengthOf(value),
  );
};

const lengthOf = (part: string | Buffer | null | undefined): number =>
  part === null || part === undefined ? 0 : Buffer.byteLength(part);

const TOO_LARGE = new Set<unknown>(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

type ErrorLike = { type?: unknown; cause?: unknown };

/** True where the broker refused a request because of its size, which trying again would not mend. */
export const isTooLarge = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { type, cause }: ErrorLike = error;
  return TOO_LARGE.has(type) || isTooLarge(cause);
};
