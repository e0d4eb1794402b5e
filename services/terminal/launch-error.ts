/**
 * A failure that the person at the keyboard can act on. The message is the whole story in plain words: what is
 * wrong, where, and what to do; it is printed without a stack.
 */
export class LaunchError extends Error {
  override name = 'LaunchError';
}

/** The message of an error, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The code of a failed system call such as ENOENT, if the failure came from one. */
export const systemCodeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
