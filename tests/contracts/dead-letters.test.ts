import { redriveHeaders, toDeadLetter } from '@/src/infrastructure/dead-letters/dead-letter-message';
import { InMemoryDeadLetters } from '../fakes/in-memory-dead-letters';
import { deadLettersContract } from './dead-letters';

deadLettersContract('the fake', async () => {
  const deadLetters = new InMemoryDeadLetters();
  let count = 0;
  return {
    deadLetters,
    source: 'somewhere',
    deadLetter: async (original, headers) => {
      count += 1;
      deadLetters.add(
        toDeadLetter({ id: `dead-letter:${count}`, stage: 'submissions', headers, original, at: new Date() }),
      );
    },
    arrived: async () =>
      deadLetters.redriven.map((deadLetter) => ({
        original: deadLetter.original,
        headers: redriveHeaders({ ...deadLetter, redrives: deadLetter.redrives - 1 }),
      })),
  };
});
