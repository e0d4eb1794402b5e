import { InMemoryDecisions } from '../fakes/in-memory-decisions';
import { decisionsContract } from './decisions';

decisionsContract('the fake', async () => {
  const store = new InMemoryDecisions();
  return { decisions: store, accounts: store };
});
