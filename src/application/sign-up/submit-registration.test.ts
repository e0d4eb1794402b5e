import { expect, it } from 'vitest';
import { SubmissionLogUnavailable } from '@/src/application/ports/registration-logs';
import type { SubmittedRegistration } from '@/src/domain/registration';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { submitRegistration } from './submit-registration';

const ids = new HmacRegistrationIds('a secret of the tests');
const form = { name: 'Ana Lima', email: 'ana@example.org', reason: 'I grow tomatoes.' };
const now = () => new Date('2026-03-02T08:00:00Z');

it('answers only once the log has the registration, with a link that opens it', async () => {
  const published: SubmittedRegistration[] = [];
  const submissionLog = {
    publish: async (registration: SubmittedRegistration) => void published.push(registration),
  };
  const { registrationId, statusUrl } = await submitRegistration({ ids, submissionLog, now })(form, 'key-1');

  expect(published).toEqual([
    { id: registrationId, applicant: form, submittedAt: now(), status: 'submitted' },
  ]);
  const token = new URL(statusUrl, 'http://localhost').searchParams.get('token');
  expect(statusUrl).toBe(`/registrations/${registrationId}?token=${token}`);
  expect(ids.readToken(published[0]!.id, token ?? '')).toEqual(now());
});

it('gives the same id to the same request sent again', async () => {
  const submit = submitRegistration({ ids, submissionLog: { publish: async () => {} }, now });
  const first = await submit(form, 'key-1');
  expect((await submit({ ...form, email: 'ANA@example.org' }, 'key-1')).registrationId).toBe(
    first.registrationId,
  );
  expect((await submit(form, 'key-2')).registrationId).not.toBe(first.registrationId);
});

it('does not answer where the log did not', async () => {
  const submissionLog = { publish: () => Promise.reject(new SubmissionLogUnavailable('away')) };
  await expect(submitRegistration({ ids, submissionLog, now })(form)).rejects.toThrow(
    SubmissionLogUnavailable,
  );
});
