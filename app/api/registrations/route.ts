import { web } from '@/app/_server/composition';
import { readBody } from '@/app/_server/read-body';
import { handler, json, problem, refuseOthers } from '@/app/_server/respond';
import { LIMITS } from '@/src/application/contracts/registration-form';

/** The access API: accepts a sign-up once Kafka has it, with 202 and the private status link. */
export const POST = handler(async (request) => {
  const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
  if (idempotencyKey !== undefined && !isUsableKey(idempotencyKey)) return badKey();
  const form = await readBody(request, web().registrationForm, LIMITS.bodyBytes);
  if (!form.ok) return form.response;
  return json(await web().submitRegistration(form.value, idempotencyKey), 202);
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');

const isUsableKey = (key: string): boolean =>
  key.length <= LIMITS.idempotencyKey && /^[\x21-\x7e]+$/.test(key);

const badKey = (): Response => {
  const detail = `Idempotency-Key takes 1 to ${LIMITS.idempotencyKey} visible ASCII characters.`;
  const errors = [{ field: 'Idempotency-Key', code: 'invalid', detail }];
  return problem({ status: 400, title: 'The Idempotency-Key cannot be used', detail, errors });
};
