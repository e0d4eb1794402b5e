import { englishSpeakers } from './people-en';
import { brazilians } from './people-pt-br';
import { pick, type Random } from '../random';
import type { Vocabulary } from './vocabulary';

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
