import { describe, expect, it } from 'vitest';
import { aDecision, aPending, aQueued, aSubmitted } from '@/tests/fakes/samples';
import {
  decodeDecided,
  decodeQueued,
  decodeSubmitted,
  encodeDecided,
  encodeQueued,
  encodeSubmitted,
  UnprocessableMessage,
} from './messages';

const submittedWith = (changes: object): string =>
  JSON.stringify({ ...JSON.parse(encodeSubmitted(aSubmitted())), ...changes });

describe('messages', () => {
  it('arrive as they were sent', () => {
    const [submitted, queued] = [aSubmitted(), aQueued()];
    expect(decodeSubmitted(encodeSubmitted(submitted))).toEqual(submitted);
    expect(decodeQueued(encodeQueued(queued))).toEqual(queued);
    const rejected = aDecision(aPending(), { outcome: 'rejected', reason: 'No.' });
    const duplicate = aDecision(aPending(), { outcome: 'duplicate' });
    expect(decodeDecided(encodeDecided(rejected))).toEqual(rejected);
    expect(decodeDecided(encodeDecided(duplicate))).toEqual(duplicate);
  });

  it('tell the language since schema 2, and one that nobody knows here is none', () => {
    const applicant = { ...aSubmitted().applicant, language: 'pt-BR' } as const;
    const submitted = { ...aSubmitted(), applicant };
    expect(decodeSubmitted(encodeSubmitted(submitted))).toEqual(submitted);
    expect(decodeSubmitted(submittedWith({ schema: 1 })).applicant).not.toHaveProperty('language');
    expect(decodeSubmitted(submittedWith({ language: 'eo' })).applicant).not.toHaveProperty('language');
  });

  it.each([
    ['nothing', '', 'not JSON'],
    ['something that is not JSON', '{', 'not JSON'],
    ['another version', submittedWith({ schema: 3 }), 'schema'],
    ['no id', submittedWith({ registrationId: 'x' }), 'registrationId'],
    ['no time', submittedWith({ submittedAt: 'soon' }), 'submittedAt'],
    ['the year 0', submittedWith({ submittedAt: '0000-01-01T00:00:00.000Z' }), 'submittedAt'],
    ['a year of six digits', submittedWith({ submittedAt: '+275760-09-13T00:00:00.000Z' }), 'submittedAt'],
    ['the year 9999', submittedWith({ submittedAt: '9999-12-31T23:59:59.999Z' }), 'submittedAt'],
    ['a number for a time', submittedWith({ submittedAt: -1 }), 'submittedAt'],
    ['a NUL', submittedWith({ name: 'a\0b' }), 'name'],
    ['half of a surrogate pair', submittedWith({ reason: 'a\ud83d' }), 'reason'],
    [
      'an id of no version',
      submittedWith({ registrationId: '0f8fad5b-d9cb-069f-a165-70867728950e' }),
      'registrationId',
    ],
    ['more than the form takes', submittedWith({ reason: 'x'.repeat(100_000) }), 'reason'],
  ])('with %s are unprocessable, and say why', (_what, text, reason) => {
    expect(() => decodeSubmitted(text)).toThrow(UnprocessableMessage);
    expect(() => decodeSubmitted(text)).toThrow(reason);
  });

  // As processes of earlier versions wrote them: they lie in the topics for ever, and in the outbox and on the queue for
  // as long as an outage lasted.
  it('of schema 1 that were recorded can still be read', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const times = '"submittedAt":"2026-11-23T10:00:00.000Z","queuedAt":"2026-11-23T10:00:01.000Z"';
    const pendingSince = '"pendingSince":"2026-11-23T10:00:02.000Z"';
    const decision = `"schema":1,"registrationId":"${id}","decidedBy":"ana@example.org","decidedAt":"2026-11-23T11:00:00.000Z"`;
    expect(
      decodeSubmitted(
        `{"schema":1,"registrationId":"${id}","name":"Rui","email":"rui@example.org","reason":"Row","submittedAt":"2026-11-23T10:00:00.000Z"}`,
      ),
    ).toMatchObject({ id, status: 'submitted', applicant: { name: 'Rui' } });
    expect(
      decodeQueued(
        `{"schema":1,"registrationId":"${id}","name":"Rui","email":"rui@example.org","reason":"Row",${times}}`,
      ),
    ).toMatchObject({ id, status: 'queued', queuedAt: new Date('2026-11-23T10:00:01Z') });
    const decided = (rest: string) => decodeDecided(`{${decision},${rest},${times}}`);
    expect(decided(`"verdict":"approve","reason":"welcome",${pendingSince}`)).toMatchObject({
      outcome: 'approved',
      times: { pendingSince: new Date('2026-11-23T10:00:02Z') },
    });
    expect(decided(`"verdict":"reject","reason":"No.",${pendingSince}`)).toMatchObject({
      outcome: 'rejected',
      reason: 'No.',
    });
    expect(decided(`"verdict":"duplicate","duplicateOf":"${id}"`)).toMatchObject({
      outcome: 'duplicate',
      duplicateOf: id,
    });
  });

  it('of a form at its limits can be read, and so can what earlier forms took and this one refuses', () => {
    const longest = {
      name: '𠮷'.repeat(200),
      email: `${'a'.repeat(64)}@example.org`,
      reason: '🙂'.repeat(2_000),
    };
    const earlier = [
      { name: '\u3164', email: 'ana@example-.org', reason: '\u200b' },
      { name: '\ufe0f', email: `${'a'.repeat(80)}@xn--a.example`, reason: `a${'\u0301'.repeat(1_999)}` },
      { name: 'Ana\u2800', email: 'ana@ex--ample.org', reason: 'r\u2060\u00ad\ufff9' },
    ];
    for (const applicant of [longest, ...earlier]) {
      const [submitted, queued] = [
        { ...aSubmitted(), applicant },
        { ...aQueued(), applicant },
      ];
      expect(decodeSubmitted(encodeSubmitted(submitted))).toEqual(submitted);
      expect(decodeQueued(encodeQueued(queued))).toEqual(queued);
    }
  });

  it('do not repeat the applicant in the reason', () => {
    const text = submittedWith({ email: 'secret@example.org', schema: 9 });
    expect(() => decodeSubmitted(text)).toThrow(expect.not.stringContaining('secret') as string);
  });
});
