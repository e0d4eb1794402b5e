import { beforeEach, expect, it } from 'vitest';
import { SubmissionLogUnavailable } from '@/src/application/ports/registration-logs';
import type { SubmittedRegistration } from '@/src/domain/registration';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { InMemoryAcceptedKeys } from '@/tests/fakes/in-memory-accepted-keys';
import { submitRegistration, type Submission } from './submit-registration';

const ids = new HmacRegistrationIds('a secret of the tests');
const form = { name: 'Ana Lima', email: 'ana@example.org', reason: 'I grow tomatoes.' };
const edited = { ...form, reason: 'I grow tomatoes and beans.' };
const now = () => new Date('2026-03-02T08:00:00Z');

let keys: InMemoryAcceptedKeys;
let published: SubmittedRegistration[];
let kafkaIsAway: boolean;
beforeEach(() => {
  keys = new InMemoryAcceptedKeys();
  published = [];
  kafkaIsAway = false;
});
const submissionLog = {
  publish: async (registration: SubmittedRegistration) => {
    if (kafkaIsAway) throw new SubmissionLogUnavailable('away');
    published.push(registration);
  },
};
const submit = (applicant: typeof form, key?: string): Promise<Submission> =>
  submitRegistration({ ids, keys, submissionLog, now })(applicant, key);
const accepted = async (applicant: typeof form, key?: string) => {
  const submission = await submit(applicant, key);
  if (submission.kind !== 'accepted') throw new Error(submission.kind);
  return submission.accepted;
};

it('answers only once the log has the registration, with a link that opens it', async () => {
  const { registrationId, statusUrl } = await accepted(form, 'key-1');
  expect(published).toEqual([
    { id: registrationId, applicant: form, submittedAt: now(), status: 'submitted' },
  ]);
  const token = new URL(statusUrl, 'http://localhost').searchParams.get('token');
  expect(statusUrl).toBe(`/registrations/${registrationId}?token=${token}`);
  expect(ids.readToken(published[0]!.id, token ?? '')).toEqual(now());
});

it('gives the same id to the same request sent again', async () => {
  const first = await accepted(form, 'key-1');
  expect((await accepted({ ...form, email: 'ANA@example.org' }, 'key-1')).registrationId).toBe(
    first.registrationId,
  );
  expect((await accepted(form, 'key-2')).registrationId).not.toBe(first.registrationId);
});

it('does not answer where the log did not', async () => {
  kafkaIsAway = true;
  await expect(submit(form)).rejects.toThrow(SubmissionLogUnavailable);
});

it('refuses other words under a key that was accepted, and publishes nothing', async () => {
  await accepted(form, 'key-1');
  expect(await submit(edited, 'key-1')).toEqual({ kind: 'key-reused' });
  expect(await submit({ ...form, name: 'Ana L.' }, 'key-1')).toEqual({ kind: 'key-reused' });
  expect(published).toHaveLength(1);
});

it('takes other words for a registration of their own where the key is not known (any more)', async () => {
  keys.away = true;
  const first = await accepted(form, 'key-1');
  const second = await accepted(edited, 'key-1');
  expect(second.registrationId).not.toBe(first.registrationId);
  expect(published.map(({ applicant }) => applicant)).toEqual([form, edited]);
  expect((await accepted(form, 'key-1')).registrationId).toBe(first.registrationId);
});

it('lets the text be mended under the same key after a failure', async () => {
  kafkaIsAway = true;
  await expect(submit(form, 'key-1')).rejects.toThrow(SubmissionLogUnavailable);
  kafkaIsAway = false;
  await accepted(edited, 'key-1');
  expect(published.map(({ applicant }) => applicant)).toEqual([edited]);
});

it('takes the same key of another address for another request', async () => {
  const first = await accepted(form, 'key-1');
  const second = await accepted({ ...form, email: 'jo@example.org' }, 'key-1');
  expect(second.registrationId).not.toBe(first.registrationId);
});
