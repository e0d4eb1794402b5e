import { randomUUID } from 'node:crypto';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { pick, type Random } from '../random';
import { brazilians, englishSpeakers, type Vocabulary } from './vocabularies';

export type Person = { language: Vocabulary['language']; name: string; email: string; reason: string };

const SHARE_OF_BRAZILIANS = 0.6;

/** Makes up somebody who signs up. `tag` makes the address unlike every other one; the rest depends on `random` alone. */
export const makePerson = (random: Random, tag: string): Person => {
  const vocabulary = random() < SHARE_OF_BRAZILIANS ? brazilians : englishSpeakers;
  const firstName = pick(random, vocabulary.firstNames);
  const lastName = pick(random, vocabulary.lastNames);
  const domain = pick(random, vocabulary.domains);
  return {
    language: vocabulary.language,
    name: `${firstName} ${lastName}`,
    email: `${mailboxOf(firstName)}.${mailboxOf(lastName)}.${tag}@${domain}`,
    reason: pick(random, vocabulary.reasons),
  };
};

/** Lower-case ASCII letters and dots: `João D'Ávila` becomes `joao.davila`. */
const mailboxOf = (name: string): string =>
  name
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z -]/g, '')
    .replace(/[ -]+/g, '.');

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
