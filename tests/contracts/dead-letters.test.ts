import { redriveHeaders, toDeadLetter } from '@/src/infrastructure/dead-letters/dead-letter';
import { InMemoryDeadLetters } from '../fakes/in-memory-dead-letters';
import { deadLettersContract } from './dead-letters';

deadLettersContract('the fake', async () => {
  const deadLetters = new InMemoryDeadLetters();
  let count = 0;
  return {
    deadLetters,
    source: 'somewhere',
    bury: async (original, headers) => {
      count += 1;
      deadLetters.add(
        toDeadLetter({ id: `letter:${count}`, stage: 'kafka', headers, original, at: new Date() }),
      );
    },
    arrived: async () =>
      deadLetters.redriven.map((letter) => ({
        original: letter.original,
        headers: redriveHeaders({ ...letter, redrives: letter.redrives - 1 }),
      })),
  };
});
