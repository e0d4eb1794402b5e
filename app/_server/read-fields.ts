import 'server-only';
import { readAtMost } from './read-body';
import { problem } from './respond';

/**
 * Reads a body of at most `maxBytes` with the fields of a form, as a browser's form or as a JSON object; otherwise answers
 * the problem. The fields themselves are not looked at.
 */
export const readFields = async (
  request: Request,
  maxBytes: number,
): Promise<Record<string, unknown> | Response> => {
  const bytes = await readAtMost(request, maxBytes);
  if (!bytes) {
    const detail = `The body may hold ${maxBytes} bytes.`;
    return problem({ status: 413, title: 'The request is too large', detail });
  }
  const text = bytes.toString('utf8');
  if (!request.headers.get('content-type')?.includes('json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const value = jsonIn(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  return problem({ status: 400, title: 'Not JSON', detail: 'The body must be a JSON object in UTF-8.' });
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
