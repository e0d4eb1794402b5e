import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import type { Person } from '../../harness/people/people';
import { postRegistration, proofOfWork } from '../../harness/visitor';
import { webAt } from '../../harness/web-client';

export type SignUp =
  | { kind: 'accepted'; registration: AcceptedRegistration; repliedAfterMs: number; attempts: number }
  | { kind: 'refused'; why: string };

const ATTEMPT_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Sends one sign-up and, while the reply is 503, 429 or none at all, the same one again with the same key until `deadline`
 * (epoch ms). So it cannot become two registrations, however often it is sent.
 */
export const signUp = async (url: string, person: Person, deadline: number): Promise<SignUp> => {
  const startedAt = Date.now();
  const idempotencyKey = randomUUID();
  let why = 'nothing answered';
  let proof: string | undefined;
  const address = someAddress();
  for (let attempts = 1; Date.now() < deadline; attempts += 1) {
    const reply = await send(
      url,
      { ...person, proof },
      { 'idempotency-key': idempotencyKey, 'x-forwarded-for': address },
    );
    if (reply.kind === 'accepted') return { ...reply, repliedAfterMs: Date.now() - startedAt, attempts };
    if (reply.kind === 'refused') return reply;
    if (reply.kind === 'proof-required') {
      proof = await proofOfWork(webAt(url, ATTEMPT_TIMEOUT_MS));
      continue;
    }
    why = reply.why;
    await sleep(Math.min(reply.retryAfterMs, LONGEST_PAUSE_MS));
  }
  return { kind: 'refused', why: `gave up: ${why}` };
};

type Reply =
  | { kind: 'accepted'; registration: AcceptedRegistration }
  | { kind: 'refused'; why: string }
  | { kind: 'proof-required' }
  | { kind: 'unavailable'; why: string; retryAfterMs: number };

const send = async (
  url: string,
  { language, ...form }: Person & { proof?: string },
  given: Record<string, string>,
): Promise<Reply> => {
  try {
    const headers = { 'accept-language': language, ...given };
    const response = await postRegistration(JSON.stringify(form), headers, webAt(url, ATTEMPT_TIMEOUT_MS));
    if (response.status === 202) {
      return { kind: 'accepted', registration: (await response.json()) as AcceptedRegistration };
    }
    const why = `${response.status} ${(await response.text()).slice(0, 200)}`;
    if (response.status === 428) return { kind: 'proof-required' };
    if (response.status !== 503 && response.status !== 429) return { kind: 'refused', why };
    const seconds = Number(response.headers.get('retry-after'));
    return { kind: 'unavailable', why, retryAfterMs: (seconds > 0 ? seconds : 1) * 1_000 };
  } catch (error) {
    return { kind: 'unavailable', why: causeOf(error), retryAfterMs: 1_000 };
  }
};

/**
 * Visitors come from many places: each says that it comes from an address of its own among those for benchmarks (RFC
 * 2544), and the product believes it of its own machine, where its proxies may be.
 */
const someAddress = (): string => `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}`;

/** The innermost message, because fetch wraps what went wrong in "fetch failed". */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? causeOf(error.cause) : error.message || error.name;
};
