import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler reads of a request that the edge has received whole; a `Request` of Next is one too. */
export type ApiRequest = {
  method: string;
  url: string;
  headers: Pick<Headers, 'get'>;
  arrayBuffer(): Promise<ArrayBuffer>;
};

export type DirectHandler = (request: ApiRequest) => Promise<Response>;

/** Handlers that are called ahead of Next, by method and exact address; with a query it is Next's to answer. */
export type DirectHandlers = ReadonlyMap<string, DirectHandler>;

type Exchange = { request: IncomingMessage; response: ServerResponse; body: Buffer };

/** Answers with the handler what Next would have answered with it, without the cost of a framework in between. */
export const answerDirectly = async (handle: DirectHandler, exchange: Exchange): Promise<void> => {
  const { response } = exchange;
  const answer = await handle(toApiRequest(exchange));
  const body = Buffer.from(await answer.arrayBuffer());
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  response.setHeader('content-length', body.length);
  response.end(body);
};

const toApiRequest = ({ request, body }: Exchange): ApiRequest => {
  const { method = '', headers } = request;
  return {
    method,
    url: `${headers['x-forwarded-proto']}://${headers.host}${request.url}`,
    headers: { get: (name) => joined(headers[name.toLowerCase()]) },
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
};

const joined = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? value.join(', ') : (value ?? null);
