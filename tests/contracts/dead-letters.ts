import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_REDRIVES, type DeadLetter, type DeadLetters } from '@/src/application/ports/dead-letters';
import { deadLetterHeaders } from '@/src/infrastructure/dead-letters/dead-letter-headers';
import { aRegistrationId } from '../fakes/samples';

/** What arrived at the place where the letters came from. */
export type Arrived = { original: string; headers: Record<string, string | undefined> };

export type Stage = {
  deadLetters: DeadLetters;
  /** Where its letters come from, as the stage writes it down. */
  source: string;
  bury: (original: string, headers: Record<string, string>) => Promise<void>;
  /** All that stands at the source. */
  arrived: () => Promise<Arrived[]>;
};

const FIRST = new Date('2026-03-01T12:00:00.000Z');
const LAST = new Date('2026-03-02T12:00:00.000Z');

/** What every place for dead letters keeps. `make` gives an empty one. */
export const deadLettersContract = (name: string, make: () => Promise<Stage>): void => {
  describe(`${name} keeps the contract of DeadLetters`, { timeout: 60_000 }, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await make();
    });

    const bury = (original: string, redrives = 0, firstAt = FIRST): Promise<void> => {
      const previous = {
        'dead-letter-attempts': '2',
        'dead-letter-first-at': firstAt.toISOString(),
        'dead-letter-redrives': String(redrives),
      };
      const burial = { reason: 'email: missing', source: stage.source, attempts: 1, at: LAST, previous };
      return stage.bury(original, deadLetterHeaders(burial));
    };
    const onlyLetter = async (): Promise<DeadLetter> => {
      const letters = await stage.deadLetters.list();
      expect(letters).toHaveLength(1);
      return letters[0]!;
    };

    it('is empty at first', async () => {
      expect(await stage.deadLetters.list()).toEqual([]);
    });

    it('lists a letter with its reason, its counts and times, and the original as it came', async () => {
      const registrationId = aRegistrationId();
      const original = JSON.stringify({ registrationId, name: 'João ☠' });
      await bury(original, 1);
      expect(await onlyLetter()).toMatchObject({
        reason: 'email: missing',
        attempts: 3,
        redrives: 1,
        firstAt: FIRST,
        lastAt: LAST,
        registrationId,
        original,
      });
    });

    it('names no registration where the original tells none', async () => {
      await bury('not JSON');
      expect((await onlyLetter()).registrationId).toBeUndefined();
    });

    it('shows the letters oldest first, each with an id of its own that stays', async () => {
      for (const original of ['a', 'b', 'c']) await bury(original);
      const letters = await stage.deadLetters.list();
      expect(letters.map(({ original }) => original).toSorted()).toEqual(['a', 'b', 'c']);
      expect(new Set(letters.map(({ id }) => id)).size).toBe(3);
      const again = await stage.deadLetters.list();
      expect(again.map(({ id }) => id).toSorted()).toEqual(letters.map(({ id }) => id).toSorted());
    });

    it('redrives the original to where it came from, counted, and takes the letter off', async () => {
      await bury('{"a":1}', 1);
      await bury('other');
      const { id } = (await stage.deadLetters.list()).find(({ original }) => original === '{"a":1}')!;
      expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'redriven' });
      const [arrived, ...more] = await stage.arrived();
      expect(more).toEqual([]);
      expect(arrived?.original).toBe('{"a":1}');
      expect(arrived?.headers).toMatchObject({
        'dead-letter-redrives': '2',
        'dead-letter-attempts': '3',
        'dead-letter-first-at': FIRST.toISOString(),
      });
      expect(arrived?.headers['dead-letter-reason']).toBeUndefined();
      expect((await onlyLetter()).original).toBe('other');
      expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'unknown' });
      expect(await stage.deadLetters.discard(id)).toBe(false);
    });

    it('keeps a letter that was redriven too often, and lets it be discarded', async () => {
      await bury('hopeless', MOST_REDRIVES);
      const { id } = await onlyLetter();
      expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'too-often' });
      expect(await stage.arrived()).toEqual([]);
      expect((await onlyLetter()).id).toBe(id);
      expect(await stage.deadLetters.discard(id)).toBe(true);
      expect(await stage.deadLetters.list()).toEqual([]);
    });

    it('discards a letter for good', async () => {
      await bury('unwanted');
      const { id } = await onlyLetter();
      expect(await stage.deadLetters.discard(id)).toBe(true);
      expect(await stage.deadLetters.list()).toEqual([]);
      expect(await stage.arrived()).toEqual([]);
      expect(await stage.deadLetters.discard(id)).toBe(false);
    });

    it('redrives a letter once, however many ask at once', async () => {
      await bury('wanted by all');
      const { id } = await onlyLetter();
      const answers = await Promise.all([1, 2, 3].map(() => stage.deadLetters.redrive(id)));
      expect(answers.filter(({ kind }) => kind === 'redriven')).toHaveLength(1);
      expect(await stage.arrived()).toHaveLength(1);
    });

    it.each(['', 'nonsense', 'kafka:0:999', 'activemq:ID:none', "activemq:' OR '1'='1"])(
      'knows no letter called %j',
      async (id) => {
        await bury('somebody else');
        expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'unknown' });
        expect(await stage.deadLetters.discard(id)).toBe(false);
        await onlyLetter();
      },
    );
  });
};
