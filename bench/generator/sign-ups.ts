import { randomUUID } from 'node:crypto';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { makePerson } from '@/tests/harness/people/people';
import { randomFrom } from '@/tests/harness/random';

/** People who sign up, each with an address of their own, of this run and of every other one. */
export const applicants = (seed = 1): (() => RegistrationForm) => {
  const random = randomFrom(seed);
  const run = randomUUID().slice(0, 8);
  let count = 0;
  return () => {
    const { name, email, reason } = makePerson(random, `${run}.${count++}`);
    return { name, email, reason };
  };
};
