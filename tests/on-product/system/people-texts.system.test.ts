import { describe, expect, it } from 'vitest';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { newApplicant } from '../../harness/people/people';
import { KEPT_NAMES, KEPT_REASONS, NAUGHTY_STRINGS } from '../../harness/people/typed-texts';
import { awaitPending } from '../../harness/reviewer-session';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration, readProblem, signUp } from '../../harness/visitor';

const clients = clientsForTests();

/** What the reviewers read of it. */
const asReviewed = async (form: RegistrationForm) => {
  const { registrationId } = await signUp(form);
  return awaitPending(clients.session, registrationId);
};

/** JSON in which every character is written as `\uXXXX`, names of fields included. */
const escaped = (form: RegistrationForm): string =>
  JSON.stringify(form).replace(/"(?:[^"\\]|\\.)*"/g, (text) => {
    const units = (JSON.parse(text) as string).split('').map((unit) => unit.charCodeAt(0));
    return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`;
  });

describe('what people type reaches the reviewers', () => {
  it('the longest form, with every character escaped', async () => {
    const form = newApplicant({ name: '𠮷'.repeat(200), reason: '🙂'.repeat(2_000) });
    const body = escaped(form);
    expect(Buffer.byteLength(body)).toBeGreaterThan(26_000);
    const response = await postRegistration(body);
    expect(response.status).toBe(202);
    const { registrationId } = (await response.json()) as { registrationId: string };
    expect(await awaitPending(clients.session, registrationId)).toMatchObject(form);
  });

  it('names and reasons of all scripts', async () => {
    const forms = [
      ...KEPT_NAMES.map(([, name, kept = name]) => ({
        typed: { name },
        kept: { name: kept.normalize('NFC') },
      })),
      ...KEPT_REASONS.map(([, reason, kept = reason]) => ({
        typed: { reason },
        kept: { reason: kept.normalize('NFC') },
      })),
    ];
    await Promise.all(
      forms.map(async ({ typed, kept }) => {
        const form = newApplicant(typed);
        expect(await asReviewed(form)).toMatchObject({ ...form, ...kept });
      }),
    );
  });

  it('a domain in its language, beside its form in ASCII', async () => {
    const { email } = newApplicant();
    const mailbox = email.slice(0, email.indexOf('@'));
    expect(await asReviewed(newApplicant({ email: `${mailbox}@exämple.org` }))).toMatchObject({
      email: `${mailbox}@xn--exmple-cua.org`,
      domainInUnicode: 'exämple.org',
    });
    expect(await asReviewed(newApplicant({ email: `${mailbox}.b@example.org` }))).not.toHaveProperty(
      'domainInUnicode',
    );
  });
});

describe('what is refused is named', () => {
  it('by the place of the character, its kind and its code point', async () => {
    const response = await postRegistration(JSON.stringify(newApplicant({ name: 'Ana Li\u200bma' })));
    expect(response.status).toBe(422);
    expect((await readProblem(response)).errors).toEqual([
      {
        field: 'name',
        code: 'invalid_characters',
        kind: 'invisible',
        position: 7,
        codePoint: 'U+200B',
        detail: 'name cannot be taken: the 7th character is an invisible character (U+200B)',
      },
    ]);
  });

  it('by the part of the address, also where only the tables of IDNA tell', async () => {
    const response = await postRegistration(JSON.stringify(newApplicant({ email: 'ana@xn--a.example' })));
    expect(response.status).toBe(422);
    expect((await readProblem(response)).errors).toMatchObject([
      { field: 'email', code: 'invalid_email', kind: 'domain' },
    ]);
  });
});

// Every tenth as name and reason at once; the unit tests of the contract try all of them.
it('naughty strings are taken or refused, and never a fault', async () => {
  const statuses = await Promise.all(
    NAUGHTY_STRINGS.filter((_, index) => index % 10 === 0).map(async (text) => {
      const form = newApplicant({ name: `A ${text}`, reason: text });
      return (await postRegistration(JSON.stringify(form))).status;
    }),
  );
  expect(new Set(statuses)).toEqual(new Set([202, 422]));
});
