const MOST_CAUSES = 5;

/** What a log line says of an error. */
export type ErrorDescription = {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: ErrorDescription;
};

/**
 * What a log keeps of whatever was thrown: its kind, code, words, places and causes. Nothing else: clients hang the whole
 * command or request that failed on their errors (ioredis `command.args`, Elasticsearch `meta`, Prisma's invocation), and
 * with it what applicants wrote.
 */
export const describeError = (error: unknown, causesLeft = MOST_CAUSES): ErrorDescription => {
  if (!(error instanceof Error)) return { type: typeof error, message: textOf(error) };
  const { name, code, cause } = error as Error & { code?: unknown };
  return {
    type: error.constructor?.name || name,
    ...((typeof code === 'string' || typeof code === 'number') && { code: String(code) }),
    message: messageOf(error),
    stack: placesOf(error),
    ...(cause !== undefined && causesLeft > 0 && { cause: describeError(cause, causesLeft - 1) }),
  };
};

/** Prisma quotes the whole call, arguments included, before the last line, which says what is wrong. */
const messageOf = ({ name, message }: Error): string =>
  name.startsWith('PrismaClient') ? (message.trim().split('\n').at(-1) ?? '') : message;

/** The stack without the message, which it repeats. */
const placesOf = ({ stack = '' }: Error): string => {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return places.map((line) => line.trim()).join('\n');
};

const textOf = (thrown: unknown): string => {
  try {
    return typeof thrown === 'string' ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return Object.prototype.toString.call(thrown);
  }
};
