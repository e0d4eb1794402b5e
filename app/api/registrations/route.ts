import { clientNetwork } from '@/app/_server/client-address';
import { web } from '@/app/_server/composition';
import type { ApiRequest } from '@/app/_server/edge/direct';
import { readBody } from '@/app/_server/read-body';
import { refusedSignUp } from '@/app/_server/refused-sign-up';
import { handler, json, problem, refuseOthers } from '@/app/_server/respond';
import { negotiateLocale } from '@/i18n/locales';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { emailKeyOf } from '@/src/domain/email';
import type { Language } from '@/src/domain/language';

/**
 * The access API: accepts a sign-up once Kafka has it, with 202 and the private status link. The server calls it ahead of
 * Next (`instrumentation.ts`), whose way to it costs many times what it does itself.
 */
export const POST = handler<unknown, ApiRequest>(async (request) => {
  const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
  if (idempotencyKey !== undefined && !isUsableKey(idempotencyKey)) return badKey();
  const body = await readBody(request, web().signUpRequest, LIMITS.bodyBytes);
  if (!body.ok) return body.response;
  const { name, email, reason, stamp, proof } = body.value;
  const attempt = {
    network: clientNetwork(request),
    emailKey: emailKeyOf(email),
    idempotencyKey,
    stamp,
    proof,
  };
  const verdict = await web().guardSignUp(attempt);
  if (!verdict.ok) return refusedSignUp(verdict);
  const applicant = { name, email, reason, language: languageOf(request, body.value.language) };
  const submission = await web().submitRegistration(applicant, idempotencyKey);
  return submission.kind === 'accepted' ? json(submission.accepted, 202) : keyReused();
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');

/** The one that was said, else the one that the browser asks for. */
const languageOf = ({ headers }: ApiRequest, said: Language | undefined): Language =>
  said ?? negotiateLocale(headers.get('accept-language'));

const isUsableKey = (key: string): boolean =>
  key.length <= LIMITS.idempotencyKey && /^[\x21-\x7e]+$/.test(key);

const badKey = (): Response => {
  const detail = `Idempotency-Key takes 1 to ${LIMITS.idempotencyKey} visible ASCII characters.`;
  const errors = [{ field: 'Idempotency-Key', code: 'invalid', detail }];
  return problem({ status: 400, title: 'The Idempotency-Key cannot be used', detail, errors });
};

const keyReused = (): Response => {
  const detail =
    'This key was accepted with other words. Send these with a new key: they become a sign-up of their own.';
  const errors = [{ field: 'Idempotency-Key', code: 'reused', detail }];
  return problem({ status: 422, title: 'The Idempotency-Key was used for another sign-up', detail, errors });
};
