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

  it.each([
    ['nothing', '', 'not JSON'],
    ['something that is not JSON', '{', 'not JSON'],
    ['another version', submittedWith({ schema: 2 }), 'schema'],
    ['no id', submittedWith({ registrationId: 'x' }), 'registrationId'],
    ['no time', submittedWith({ submittedAt: 'soon' }), 'submittedAt'],
    ['more than the form takes', submittedWith({ reason: 'x'.repeat(100_000) }), 'reason'],
  ])('with %s are unprocessable, and say why', (_what, text, reason) => {
    expect(() => decodeSubmitted(text)).toThrow(UnprocessableMessage);
    expect(() => decodeSubmitted(text)).toThrow(reason);
  });

  it('do not repeat the applicant in the reason', () => {
    const text = submittedWith({ email: 'secret@example.org', schema: 9 });
    expect(() => decodeSubmitted(text)).toThrow(expect.not.stringContaining('secret') as string);
  });
});
