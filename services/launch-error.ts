/**
 * A failure that the person at the keyboard can act on. The message is the whole story in plain words: what is
 * wrong, where, and what to do; it is printed without a stack.
 */
export class LaunchError extends Error {
  override name = 'LaunchError';
}

/** The words of a failure, whatever was thrown. */
export const messageOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message : String(failure);

/** The code of a failed system call such as ENOENT, if the failure came from one. */
export const systemCodeOf = (failure: unknown): string | undefined =>
  failure instanceof Error && 'code' in failure && typeof failure.code === 'string'
    ? failure.code
    : undefined;
