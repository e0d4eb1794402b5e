import { describe, expect, it } from 'vitest';
import { queue, submit, toRegistrationId } from '@/src/domain/registration';
import { isDomainName } from '@/src/infrastructure/idna/domain-names';
import { KEPT_ADDRESSES, REFUSED_ADDRESSES, REFUSED_DOMAINS } from '@/tests/harness/people/typed-addresses';
import {
  BLANK_NAMES,
  KEPT_NAMES,
  KEPT_REASONS,
  NAUGHTY_STRINGS,
  OVERLOADED,
  REFUSED_NAMES,
  REFUSED_REASONS,
  UNREADABLE_NAMES,
  UNREADABLE_REASONS,
  type Kept,
} from '@/tests/harness/people/typed-texts';
import { decodeQueued, decodeSubmitted, encodeQueued, encodeSubmitted } from './messages';
import { registrationFormWith } from './registration-form';
import { faultOf } from './text-field';

const form = registrationFormWith(isDomainName);
const good = { name: 'Ana Lima', email: 'ana@example.org', reason: 'I grow tomatoes.' };

type Field = keyof typeof good;
const keptOf = (field: Field, typed: string) => form.safeParse({ ...good, [field]: typed }).data?.[field];
const faultsOf = (field: Field, typed: string) =>
  form.safeParse({ ...good, [field]: typed }).error?.issues.map(faultOf);

/** What is kept as it was typed is kept in NFC. */
const whatIsKept = (texts: readonly Kept[]) =>
  texts.map(([what, typed, kept = typed]) => [what, typed, kept.normalize('NFC')] as const);

describe('a name', () => {
  it.each(whatIsKept(KEPT_NAMES))('with %s is taken: %s', (_what, typed, kept) =>
    expect(keptOf('name', typed)).toBe(kept),
  );

  it.each(REFUSED_NAMES)('with %s is refused, and the place named', (_what, typed, position) =>
    expect(faultsOf('name', typed)).toEqual([
      expect.objectContaining({ code: 'invalid_characters', position }),
    ]),
  );

  it.each(OVERLOADED)('with %s is refused, and the letter named', (_what, typed, position) =>
    expect(faultsOf('name', typed)).toEqual([{ code: 'too_many_marks', position }]),
  );

  it.each(UNREADABLE_NAMES)('without a letter or digit that can be seen is refused: "%s"', (typed) =>
    expect(faultsOf('name', typed)).toEqual([{ code: 'nothing_to_read' }]),
  );

  it.each(BLANK_NAMES)('of which nothing is left is missing: "%s"', (typed) =>
    expect(faultsOf('name', typed)).toEqual([{ code: 'required' }]),
  );

  it('says which character was refused, and of what kind it is', () => {
    const refused = (name: string) => faultsOf('name', name)?.[0];
    expect(refused('A\u200bna')).toMatchObject({ kind: 'invisible', codePoint: 'U+200B' });
    expect(refused('Ana\tLima')).toMatchObject({ kind: 'line', codePoint: 'U+0009' });
    expect(refused('A\u0007na')).toMatchObject({ kind: 'control', codePoint: 'U+0007' });
    expect(refused('A\u202ena')).toMatchObject({ kind: 'direction', codePoint: 'U+202E' });
    expect(refused('A\udc00')).toMatchObject({ kind: 'broken', codePoint: 'U+DC00' });
    expect(refused('A\u{e0061}')).toMatchObject({ kind: 'invisible', codePoint: 'U+E0061' });
  });
});

describe('a reason', () => {
  it.each(whatIsKept(KEPT_REASONS))('with %s is taken: %s', (_what, typed, kept) =>
    expect(keptOf('reason', typed)).toBe(kept),
  );

  it.each(REFUSED_REASONS)('with %s is refused, and the place named', (_what, typed, position) =>
    expect(faultsOf('reason', typed)).toEqual([
      expect.objectContaining({ code: 'invalid_characters', position }),
    ]),
  );

  it.each(OVERLOADED)('with %s is refused, and the letter named', (_what, typed, position) =>
    expect(faultsOf('reason', typed)).toEqual([{ code: 'too_many_marks', position }]),
  );

  it.each(UNREADABLE_REASONS)('with nothing to see is refused: "%s"', (typed) =>
    expect(faultsOf('reason', typed)?.[0]?.code).toMatch(/^(nothing_to_read|required)$/),
  );
});

describe('an address', () => {
  it.each(whatIsKept(KEPT_ADDRESSES))('with %s is taken: %s', (_what, typed, kept) =>
    expect(keptOf('email', typed)).toBe(kept),
  );

  it.each(REFUSED_ADDRESSES)('%s is refused for its %s', (typed, kind) =>
    expect(faultsOf('email', typed)).toEqual([{ code: 'invalid_email', kind }]),
  );

  it.each(REFUSED_DOMAINS)('of the domain %s is refused', (domain) =>
    expect(faultsOf('email', `ana@${domain}`)).toEqual([{ code: 'invalid_email', kind: 'domain' }]),
  );

  it('of more than 254 octets is too long, however its parts fit', () => {
    const label = 'b'.repeat(61);
    const typed = `${'a'.repeat(64)}@${label}.${label}.${label}.exam`;
    expect(faultsOf('email', typed)).toEqual([{ code: 'too_long' }]);
  });

  it('with an invisible character inside is refused, and the place named', () =>
    expect(faultsOf('email', 'an\u200ba@example.org')).toEqual([
      expect.objectContaining({ code: 'invalid_characters', position: 3 }),
    ]));
});

describe('whatever is taken', () => {
  const id = toRegistrationId('0f8fad5b-d9cb-469f-a165-70867728950e')!;
  const now = new Date('2026-11-27T10:00:00Z');
  const texts = [...KEPT_NAMES, ...KEPT_REASONS].map(([, typed]) => typed);

  it.each(['name', 'reason'] as const)(
    'as %s is tidied once, and read from both brokers as it was',
    (field) => {
      let taken = 0;
      for (const typed of [...NAUGHTY_STRINGS, ...texts]) {
        const { data } = form.safeParse({ ...good, [field]: typed });
        if (!data) continue;
        taken += 1;
        expect(form.parse(data)).toEqual(data);
        const submitted = submit(id, data, now);
        expect(decodeSubmitted(encodeSubmitted(submitted))).toEqual(submitted);
        expect(decodeQueued(encodeQueued(queue(submitted, now)))).toEqual(queue(submitted, now));
      }
      expect(taken).toBeGreaterThan(400);
    },
  );
});
