import { randomUUID } from 'node:crypto';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';

/** Somebody whose name, address and reason occur nowhere else, so that any trace of them can be found. */
export const newApplicant = (changes: Partial<RegistrationForm> = {}): RegistrationForm => {
  const mark = randomUUID().slice(0, 13);
  return {
    name: `João Conceição ${mark}`,
    email: `joao.${mark}@exemplo.example.org`,
    reason: `Quero ajudar na horta comunitária (${mark}).`,
    ...changes,
  };
};
