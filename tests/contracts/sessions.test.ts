import { InMemorySessions } from '../fakes/in-memory-sessions';
import { sessionsContract } from './sessions';

sessionsContract('the fake', async () => {
  const sessions = new InMemorySessions();
  return {
    sessions,
    reviewer: { id: 'r1', email: 'ana@example.org', name: 'Ana', sessionVersion: 1 },
    entriesFor: async (subject) => sessions.entries.filter((entry) => entry.subject === subject),
  };
});
