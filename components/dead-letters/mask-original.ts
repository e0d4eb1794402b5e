/** Fields that say nothing about a person, and help to see what is wrong. */
const SHOWN_FIELDS = new Set(['schema', 'registrationId', 'submittedAt', 'queuedAt']);

/**
 * Hides what an applicant may have written, and leaves the shape of the message to be seen: `{"name":"Ana"}` becomes
 * `{"name":"•••"}`. What is not a JSON object is hidden character by character.
 */
export const maskOriginal = (original: string): string => {
  const message = objectIn(original);
  if (!message) return original.replaceAll(/[\p{L}\p{N}]/gu, '•');
  const masked = Object.entries(message).map(([key, value]) => [key, SHOWN_FIELDS.has(key) ? value : '•••']);
  return JSON.stringify(Object.fromEntries(masked), null, 2);
};

/** The original as it is read best: JSON with line breaks, anything else as it came. */
export const prettyPrint = (original: string): string => {
  const message = objectIn(original);
  return message ? JSON.stringify(message, null, 2) : original;
};

const objectIn = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
