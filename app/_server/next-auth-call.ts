import 'server-only';
import { cookies } from 'next/headers';
import NextAuth, { type AuthOptions } from 'next-auth';

type Call = {
  action: 'csrf' | 'callback' | 'signout';
  method: 'GET' | 'POST';
  body?: Record<string, unknown>;
};

/** What next-auth answers: a status, `Set-Cookie` lines and a body; `body.url` is where it would redirect to. */
export type NextAuthAnswer = { status: number; cookies: string[]; body: unknown };

type Handler = (request: object, response: object, options: AuthOptions) => Promise<void>;

/**
 * Calls next-auth with nothing of the request but its token and our two cookies. It would otherwise trust the Host
 * header, write a `callbackUrl` of anybody into a cookie and fail at one that is no address, and put the text of what
 * `authorize` throws into an address that anybody can read.
 */
export const callNextAuth = async (
  { action, method, body = {} }: Call,
  options: AuthOptions,
): Promise<NextAuthAnswer> => {
  const answer: NextAuthAnswer = { status: 200, cookies: [], body: undefined };
  const answerWith = (content: unknown) => void (answer.body = content);
  const response = {
    status: (status: number) => {
      answer.status = status;
      return response;
    },
    getHeader: () => answer.cookies,
    setHeader: (name: string, value: string[]) => {
      if (name === 'Set-Cookie') answer.cookies = value;
      return response;
    },
    json: answerWith,
    send: answerWith,
    end: () => undefined,
  };
  const request = {
    method,
    query: { nextauth: action === 'callback' ? [action, 'credentials'] : [action] },
    body: { ...body, json: 'true' },
    cookies: await ourCookies(options),
    headers: {},
  };
  await (NextAuth as unknown as Handler)(request, response, options);
  const callbackUrl = options.cookies?.callbackUrl?.name;
  answer.cookies = answer.cookies.filter((line) => !line.startsWith(`${callbackUrl}=`));
  return answer;
};

const ourCookies = async (options: AuthOptions): Promise<Record<string, string>> => {
  const sent = await cookies();
  const names = [options.cookies?.sessionToken?.name, options.cookies?.csrfToken?.name];
  const ours = names.flatMap((name) => (name ? [[name, sent.get(name)?.value ?? '']] : []));
  return Object.fromEntries(ours) as Record<string, string>;
};
