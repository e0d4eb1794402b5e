import { describe, expect, it } from 'vitest';
import { registrationForm } from '@/src/application/contracts/registration-form';
import { randomFrom } from '../random';
import { makePerson } from './people';

const peopleOf = (seed: number) => {
  const random = randomFrom(seed);
  return Array.from({ length: 500 }, (_, index) => makePerson(random, `t${index}`));
};

describe('made-up people', () => {
  it('all pass the sign-up form', () => {
    for (const { name, email, reason } of peopleOf(7)) {
      const parsed = registrationForm.safeParse({ name, email, reason });
      expect(parsed.success, `${name} <${email}>`).toBe(true);
    }
  });

  it('are the same for the same seed and others for another', () => {
    expect(peopleOf(1)).toEqual(peopleOf(1));
    expect(peopleOf(1)).not.toEqual(peopleOf(2));
  });

  it('have addresses of their own and speak both languages', () => {
    const people = peopleOf(3);
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(['pt-BR', 'en']));
  });
});
