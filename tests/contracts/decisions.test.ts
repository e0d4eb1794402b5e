import { decisionsContract } from './decisions';
import { InMemoryDecisions } from '../fakes/in-memory-decisions';

decisionsContract('the fake', async () => {
  const store = new InMemoryDecisions();
  return { decisions: store, accounts: store };
});
