import { describe, expect, it } from 'vitest';
import { registrationForm } from '@/src/application/contracts/registration-form';
import { makePerson } from './people';
import { randomFrom } from '../random';

const crowd = (seed: number) => {
  const random = randomFrom(seed);
  return Array.from({ length: 500 }, (_, index) => makePerson(random, `t${index}`));
};

describe('made-up people', () => {
  it('all pass the sign-up form', () => {
    for (const { name, email, reason } of crowd(7)) {
      const parsed = registrationForm.safeParse({ name, email, reason });
      expect(parsed.success, `${name} <${email}>`).toBe(true);
    }
  });

  it('are the same for the same seed and others for another', () => {
    expect(crowd(1)).toEqual(crowd(1));
    expect(crowd(1)).not.toEqual(crowd(2));
  });

  it('have addresses of their own and speak both languages', () => {
    const people = crowd(3);
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(['pt-BR', 'en']));
  });
});
