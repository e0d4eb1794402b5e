import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_REDRIVES, type DeadLetter, type DeadLetters } from '@/src/application/ports/dead-letters';
import { deadLetterHeaders } from '@/src/infrastructure/dead-letters/dead-letter-message';
import { aRegistrationId } from '../fakes/samples';

/** What arrived at the place where the dead letters came from. */
export type Arrived = { original: string; headers: Record<string, string | undefined> };

export type Stage = {
  deadLetters: DeadLetters;
  /** Where its dead letters come from, as the stage writes it down. */
  source: string;
  deadLetter: (original: string, headers: Record<string, string>) => Promise<void>;
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

    const deadLetter = (original: string, redrives = 0, firstAt = FIRST): Promise<void> => {
      const previous = {
        'dead-letter-attempts': '2',
        'dead-letter-first-at': firstAt.toISOString(),
        'dead-letter-redrives': String(redrives),
      };
      const cause = { reason: 'email: missing', source: stage.source, attempts: 1, at: LAST, previous };
      return stage.deadLetter(original, deadLetterHeaders(cause));
    };
    const onlyDeadLetter = async (): Promise<DeadLetter> => {
      const found = await stage.deadLetters.list();
      expect(found).toHaveLength(1);
      return found[0]!;
    };

    it('is empty at first', async () => {
      expect(await stage.deadLetters.list()).toEqual([]);
    });

    it('finds one by its id, and none that is not there', async () => {
      await deadLetter('{"a":1}');
      await deadLetter('other');
      const { id } = (await stage.deadLetters.list()).find(({ original }) => original === 'other')!;
      expect(await stage.deadLetters.find(id)).toMatchObject({ id, original: 'other' });
      await stage.deadLetters.discard(id);
      expect(await stage.deadLetters.find(id)).toBeUndefined();
    });

    it('lists a dead letter with its reason, its counts and times, and the original as it came', async () => {
      const registrationId = aRegistrationId();
      const original = JSON.stringify({ registrationId, name: 'João ☠' });
      await deadLetter(original, 1);
      expect(await onlyDeadLetter()).toMatchObject({
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
      await deadLetter('not JSON');
      expect((await onlyDeadLetter()).registrationId).toBeUndefined();
    });

    it('shows the dead letters oldest first, each with an id of its own that stays', async () => {
      for (const original of ['a', 'b', 'c']) await deadLetter(original);
      const found = await stage.deadLetters.list();
      expect(found.map(({ original }) => original).toSorted()).toEqual(['a', 'b', 'c']);
      expect(new Set(found.map(({ id }) => id)).size).toBe(3);
      const again = await stage.deadLetters.list();
      expect(again.map(({ id }) => id).toSorted()).toEqual(found.map(({ id }) => id).toSorted());
    });

    it('redrives the original to where it came from, counted, and takes the dead letter off', async () => {
      await deadLetter('{"a":1}', 1);
      await deadLetter('other');
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
      expect((await onlyDeadLetter()).original).toBe('other');
      expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'unknown' });
      expect(await stage.deadLetters.discard(id)).toBe(false);
    });

    it('keeps a dead letter that was redriven too often, and lets it be discarded', async () => {
      await deadLetter('hopeless', MOST_REDRIVES);
      const { id } = await onlyDeadLetter();
      expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'too-often' });
      expect(await stage.arrived()).toEqual([]);
      expect((await onlyDeadLetter()).id).toBe(id);
      expect(await stage.deadLetters.discard(id)).toBe(true);
      expect(await stage.deadLetters.list()).toEqual([]);
    });

    it('discards a dead letter for good', async () => {
      await deadLetter('unwanted');
      const { id } = await onlyDeadLetter();
      expect(await stage.deadLetters.discard(id)).toBe(true);
      expect(await stage.deadLetters.list()).toEqual([]);
      expect(await stage.arrived()).toEqual([]);
      expect(await stage.deadLetters.discard(id)).toBe(false);
    });

    it('redrives a dead letter once, however many ask at once', async () => {
      await deadLetter('wanted by all');
      const { id } = await onlyDeadLetter();
      const answers = await Promise.all([1, 2, 3].map(() => stage.deadLetters.redrive(id)));
      expect(answers.filter(({ kind }) => kind === 'redriven')).toHaveLength(1);
      expect(await stage.arrived()).toHaveLength(1);
    });

    it.each(['', 'nonsense', 'kafka:0:999', 'activemq:ID:none', "activemq:' OR '1'='1"])(
      'knows no dead letter called %j',
      async (id) => {
        await deadLetter('somebody else');
        expect(await stage.deadLetters.find(id)).toBeUndefined();
        expect(await stage.deadLetters.redrive(id)).toEqual({ kind: 'unknown' });
        expect(await stage.deadLetters.discard(id)).toBe(false);
        await onlyDeadLetter();
      },
    );
  });
};
