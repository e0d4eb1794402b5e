import 'server-only';
import type { z } from 'zod';
import type { ApiRequest } from './edge/direct';
import { invalidFields } from './invalid-fields';
import { problem } from './respond';

type Read<T> = { ok: true; value: T } | { ok: false; response: Response };

/** Reads a JSON body of at most `maxBytes` and validates it; otherwise the problem to answer. */
export const readBody = async <Schema extends z.ZodType>(
  request: ApiRequest,
  schema: Schema,
  maxBytes: number,
): Promise<Read<z.output<Schema>>> => {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? '')) {
    const detail = 'The body must be JSON, and Content-Type must say so: application/json.';
    return { ok: false, response: problem({ status: 415, title: 'Not JSON', detail }) };
  }
  const bytes = await readAtMost(request, maxBytes);
  if (!bytes) {
    const detail = `The body may hold ${maxBytes} bytes.`;
    return { ok: false, response: problem({ status: 413, title: 'The request is too large', detail }) };
  }
  const parsed = parseJson(bytes);
  if (!parsed) {
    const detail = 'The body must be a JSON object in UTF-8.';
    return { ok: false, response: problem({ status: 400, title: 'Not JSON', detail }) };
  }
  const result = schema.safeParse(parsed.value, { reportInput: true });
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, response: invalidFields(result.error) };
};

/** The bytes of a body, or undefined where they are more than that. */
export const readAtMost = async (request: ApiRequest, maxBytes: number): Promise<Buffer | undefined> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined;
  // The edge has received it whole, and not more than any handler may read.
  const bytes = Buffer.from(await request.arrayBuffer());
  return bytes.length > maxBytes ? undefined : bytes;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: Buffer): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return undefined;
  }
};
